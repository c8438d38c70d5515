import json

import pytest

from chatbot.knowledge import text, thesaurus

SMALL = thesaurus.build({"version": 1, "same": [["引っ越し", "転居", "住所変更"]], "kinds": {"粗大ごみ": ["布団"]}})


def test_concepts_are_found_in_words_in_a_row() -> None:
    assert SMALL.concepts_of_entry(text.words("住所変更の届")) == ["=引っ越し"]


def test_concepts_are_not_found_in_words_apart() -> None:
    assert SMALL.concepts_of_entry(text.words("住所の変更")) == []


def test_a_question_for_a_thing_reaches_entries_on_its_kind() -> None:
    assert (SMALL.concepts_of_question(text.words("布団")), SMALL.concepts_of_entry(text.words("粗大ごみ"))) == (
        [">粗大ごみ"],
        [">粗大ごみ"],
    )


def test_an_entry_on_a_thing_is_not_one_on_its_kind() -> None:
    assert SMALL.concepts_of_entry(text.words("布団")) == []


@pytest.fixture(scope="module")
def shipped() -> dict:
    return json.loads(thesaurus.SHIPPED.read_text(encoding="utf-8"))


def test_shipped_groups_have_two_words_or_more(shipped: dict) -> None:
    assert [group for group in shipped["same"] if len(set(group)) < 2] == []


def test_shipped_words_all_can_be_matched() -> None:
    assert [words for words in thesaurus.shipped().questions if not words] == []
