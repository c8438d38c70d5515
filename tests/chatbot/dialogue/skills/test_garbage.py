from datetime import datetime

import pytest
from django.utils import timezone

from municipalities.calendars.waste.calendar import Deed, WasteCalendar
from municipalities.support.japanese_calendar import JST
from tests.factories import garbage
from tests.factories.chat import Talk, labels


@pytest.fixture
def monday_noon(in_town, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 30, 12, tzinfo=JST))
    garbage.published()


def answer(talk: Talk, text: str) -> str:
    [reply] = talk.say(text)
    return reply.text


def test_tomorrow_asks_for_the_area_once_and_remembers_it(monday_noon):
    talk = Talk()
    asked = answer(talk, "明日のごみは?")
    told = answer(talk, "加納本町")
    later = answer(talk, "燃えるごみはいつ")
    assert asked == "お住まいの地区を教えてください。町の名前か郵便番号を入力してください。"
    assert told.splitlines() == [
        "北地区の12月1日（火）は、収集がありません。",
        "次の収集は、12月2日（水）の有害ごみです。",
    ]
    assert later.splitlines() == [
        "北地区の燃えるごみの次の収集日は、11月30日（月）です。",
        "午前8時までに出してください。",
    ]


def test_area_is_chosen_by_button(monday_noon):
    talk = Talk()
    [asked] = talk.say("12月3日のごみは何ですか")
    [told] = talk.press("garbage:area:north")
    assert labels(asked) == ["北地区", "南地区", "やめる"]
    assert told.text.splitlines()[0] == "北地区の12月3日（木）の収集は、燃えるごみです。"
    assert [link.url for link in told.links] == ["/garbage/areas/north/"]


def test_area_is_told_by_postal_code(monday_noon):
    talk = Talk()
    talk.say("ごみの日を教えて")
    assert answer(talk, "500-8001").splitlines()[0] == "北地区のこれからの収集日です。"


def test_unknown_place_is_asked_for_again_and_then_given_up(monday_noon):
    talk = Talk()
    talk.say("明日のごみは")
    first, second = answer(talk, "どこにもない町"), answer(talk, "やはりない町")
    assert (
        first
        == second
        == "あてはまる地区が見つかりませんでした。町の名前だけを短く入力するか、ページの一覧からお選びください。"
    )
    assert talk.state.get("skill", "") == ""


def test_item_needs_no_area(monday_noon):
    [reply] = Talk().say("電池はどう捨てる?")
    assert reply.text == "乾電池は「有害ごみ」です。\n透明な袋に入れる"
    assert (labels(reply), reply.links[0].url) == (["収集日を見る"], "/garbage/items/?q=乾電池")


def test_item_tells_its_day_where_the_area_is_known(monday_noon):
    talk = Talk()
    talk.say("明日のごみは")
    talk.press("garbage:area:north")
    assert "北地区の有害ごみの次の収集日は、12月2日（水）です。" in answer(talk, "でんちの捨て方")


def test_changed_day_tells_its_reason(in_town, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 30, 12, tzinfo=JST))
    moved = garbage.exceptional(
        datetime(2026, 12, 3).date(), Deed.MOVE, moved_to=datetime(2026, 12, 5).date(), note="道路工事のため"
    )
    calendar = garbage.CALENDAR
    garbage.published(WasteCalendar(calendar.areas, calendar.categories, calendar.plans, (), (moved,), calendar.items))
    talk = Talk()
    talk.say("12月5日のごみは")
    lines = talk.press("garbage:area:north")[0].text.splitlines()
    assert lines[2:] == ["12月3日（木）の収集が、この日に変わっています。", "道路工事のため"]


def test_leaving_gives_the_word_back(monday_noon):
    talk = Talk()
    talk.say("明日のごみは")
    talk.say("やめる")
    assert talk.state.get("skill", "") == ""


@pytest.mark.parametrize(
    "text", ["住民票の捨て方", "粗大ごみの申し込み方法", "ごみ袋の値段", "ごみ屋敷で困っています", "選挙はいつ"]
)
def test_other_questions_are_left_to_the_others(monday_noon, text):
    talk = Talk()
    talk.say(text)
    assert talk.conversation.turns.get().skill != "garbage"


def test_town_without_a_calendar_leaves_it_to_the_others(in_town):
    talk = Talk()
    talk.say("明日のごみは?")
    assert talk.conversation.turns.get().skill != "garbage"


def test_english_question_is_answered_in_english(monday_noon):
    talk = Talk()
    talk.press("language:en")
    talk.say("What garbage is collected tomorrow?")
    assert (
        talk.press("garbage:area:north")[0].text.splitlines()[0]
        == "There is no collection in 北地区 on 12/1 (Tuesday)."
    )
