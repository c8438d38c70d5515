import pytest

from municipalities.calendars.waste.calendar import Item
from municipalities.calendars.waste.item_search import ItemSearch, fold
from municipalities.calendars.waste.shipped import shipped_calendar

SEARCH = ItemSearch(shipped_calendar().items)


def first(typed: str) -> str:
    found = SEARCH.find(typed)
    return found[0].item.name if found else ""


@pytest.mark.parametrize(
    "typed", ["電池", "でんち", "デンチ", "ﾃﾞﾝﾁ", "乾電池", "かんでんち", "乾電地", "電池の捨て方", "電池はどう捨てる？"]
)
def test_battery_is_found(typed):
    assert first(typed) == "乾電池"


@pytest.mark.parametrize(
    "typed",
    [
        "ペットボトル",
        "ペットボ卜ル",
        "ぺっとぼとる",
        "ﾍﾟｯﾄﾎﾞﾄﾙ",
        "ペット ボトル",
        "ペットボトﾙ",
        "ペトボトル",
        "ペットボルト",
        "ペットボドル",
    ],
)
def test_bottle_is_found_with_look_alikes_and_slips(typed):
    assert first(typed) == "ペットボトル"


@pytest.mark.parametrize(
    ("typed", "name"),
    [("スマホ", "携帯電話"), ("ふとん", "布団"), ("PC", "ノートパソコン"), ("ライター", "使い捨てライター")],
)
def test_other_words_are_known(typed, name):
    assert name in [found.item.name for found in SEARCH.find(typed)]


@pytest.mark.parametrize("typed", ["", "　", "!?", "宇宙船", "x" * 5000])
def test_nothing_is_found_for_what_is_not_there(typed):
    assert SEARCH.find(typed) == []


def test_kanji_between_kanji_stays():
    assert (fold("二口目"), fold("口紅")) == ("二口目", "口紅")


def test_what_is_called_so_stands_before_what_holds_it():
    search = ItemSearch((Item("ガラスびん"), Item("びん")))
    assert [found.item.name for found in search.find("びん")] == ["びん", "ガラスびん"]


def test_shipped_items_are_complete():
    calendar = shipped_calendar()
    assert (len(calendar.categories), len(calendar.items) >= 150) == (13, True)
    assert [
        item.name for item in calendar.items if not item.reading or item.category not in calendar.categories_by_key
    ] == []
    assert len({(item.name, item.category) for item in calendar.items}) == len(calendar.items)
    assert len({category.letter for category in calendar.categories}) == len(calendar.categories)
