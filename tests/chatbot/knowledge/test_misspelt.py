import pytest

from chatbot.knowledge import kana
from chatbot.knowledge.index import Index
from chatbot.knowledge.misspelling import misspeller
from chatbot.knowledge.typing_errors import is_one_mistake, meant


@pytest.mark.parametrize(
    ("typed", "written"),
    [("じどうてあてはいつ", "児童手当はいつ"), ("そだいごみの だしかた", "粗大ごみの 出し方"), ("ぬぬぬ", "ぬぬぬ")],
)
def test_restored_writes_kana_with_the_kanji_of_the_entries(small_index: Index, typed: str, written: str) -> None:
    assert kana.restored(typed, small_index.lexicon) == written


def test_is_typed_in_kana_only_where_no_kanji_stands() -> None:
    assert (kana.is_typed_in_kana("ごみの日"), kana.is_typed_in_kana("ごみのひ"), kana.is_typed_in_kana("ゴミ")) == (
        False,
        True,
        False,
    )


@pytest.mark.parametrize(
    ("word", "typed", "mistaken"),
    [
        ("児童手当", "児手当", True),
        ("児童手当", "児童手手当", True),
        ("児童手当", "児手童当", True),
        ("児童手当", "児童て当", True),
        ("冷蔵庫", "冷庫蔵", True),
        ("保護者", "保護犬", False),
        ("児童手当", "児童", False),
        ("児童手当", "児童扶養手当", False),
    ],
)
def test_is_one_mistake(word: str, typed: str, mistaken: bool) -> None:
    assert is_one_mistake(word, typed) is mistaken


def test_meant_is_nothing_where_every_word_is_known(small_index: Index) -> None:
    assert meant("児童手当はいつ", small_index.lexicon, lambda term: True) == []


def test_misspeller_makes_the_same_mistake_each_time() -> None:
    typo = misspeller("typo", 7)
    assert (typo("粗大ごみの出し方"), typo("粗大ごみの出し方") != "粗大ごみの出し方") == (
        typo("粗大ごみの出し方"),
        True,
    )


def test_misspeller_of_kana_leaves_no_kanji() -> None:
    assert misspeller("kana")("粗大ゴミの出し方") == "そだいごみのだしかた"
