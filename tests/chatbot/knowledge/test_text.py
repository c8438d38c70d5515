import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from chatbot.knowledge import index, text
from chatbot.knowledge.search import search

from .small_town import ENTRIES


@pytest.fixture
def no_dictionary(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    text.forget_dictionary()
    monkeypatch.setitem(sys.modules, "sudachipy", None)
    yield
    text.forget_dictionary()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ゴミ", "ごみ"),
        ("ｺﾞﾐ", "ゴミ"),
        ("コンピューター", "コンピュータ"),
        ("引越し", "引っ越し"),
        ("申込み", "申し込み"),
        ("ＤＶ", "dv"),
    ],
)
def test_terms_are_the_same_however_a_word_is_spelt(one: str, other: str) -> None:
    assert text.terms(one) == text.terms(other)


def test_terms_leave_out_what_every_question_says() -> None:
    assert text.terms("粗大ごみの出し方を教えてください。") == ["粗大", "ごみ", "出す"]


def test_reading_is_all_hiragana() -> None:
    assert text.reading("粗大ゴミを出したい") == "そだいごみをだしたい"


def test_grams_are_pairs_within_words_of_one_script_of_kana() -> None:
    assert text.grams("ゴミ袋、本") == ["ごみ", "み袋", "本"]


def test_normalise_makes_long_vowels_of_dashes_between_kana_only() -> None:
    assert (text.normalise("カ—ド  ４-１"), text.normalise("カ〜ド")) == ("カード 4-1", "カード")


@pytest.mark.usefixtures("no_dictionary")
def test_terms_without_a_dictionary_are_pairs_of_signs() -> None:
    assert text.terms("粗大ごみ") == ["粗大", "大ご", "ごみ"]


@pytest.mark.usefixtures("no_dictionary")
def test_search_without_a_dictionary_still_finds() -> None:
    assert search(index.build(ENTRIES), "粗大ごみを出したい").found[0].id == "sodai"


def test_terms_can_be_asked_for_by_many_threads_at_once() -> None:
    sentences = [f"{number}番の粗大ごみを出したい" for number in range(400)]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(text.terms, sentences)) == [text.terms(sentence) for sentence in sentences]
