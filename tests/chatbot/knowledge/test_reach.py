import pytest

from chatbot.knowledge.entry import Entry
from chatbot.knowledge.reach import reach
from chatbot.models import KnowledgeState
from tests.factories import faq


@pytest.fixture
def dogs(in_town):
    words = ["犬の登録", "ペットを飼う"]
    return faq.published(
        slug="dogs", question="犬を飼い始めたときの手続は？", answer="犬の登録です。", paraphrases=words
    )


def cats(**facts) -> Entry:
    return Entry(**{"id": "cats", "question": "猫を飼うときの手続は？", "answer": "いりません。", **facts})


def test_own_words_reach_the_entry_first(dogs):
    asked = reach(cats(paraphrases=("子猫をもらった",))).own
    assert [(each.question, each.place, each.is_won) for each in asked] == [
        ("猫を飼うときの手続は？", 1, True),
        ("子猫をもらった", 1, True),
    ]


def test_questions_that_were_tried_tell_what_comes_first(dogs):
    found, lost = reach(cats(), tried=["猫を飼いたい", "犬の登録をしたい"]).asked
    assert (found.place, found.place_before) == (1, None)
    assert (lost.place == 1, lost.first) == (False, dogs.question)


def test_words_taken_from_another_entry_are_named(dogs):
    taken = reach(
        cats(question="ペットを飼うには？", paraphrases=("ペットを飼う", "ペットを飼いたい"), general=True)
    ).taken
    assert [each.question for each in taken] == ["ペットを飼う"]


def test_change_of_a_published_entry_is_compared_with_what_it_was(dogs):
    changed = Entry(id="dogs", question="犬の手続は？", answer="犬の登録です。")
    [asked] = reach(changed, tried=["ペットを飼う"]).asked
    assert (asked.place_before, asked.is_lost) == (1, True)


def test_trying_writes_nothing(dogs):
    before = KnowledgeState.now()
    reach(cats())
    assert KnowledgeState.now() == before


def test_first_entry_of_a_town_is_reached(in_town):
    assert reach(cats()).own[0].place == 1


def test_reach_with_vectors(dogs, settings):
    settings.FAQ_ENCODER = "use"
    found, _other = reach(cats(), tried=["ねこを飼いたい", "犬の登録"]).asked
    assert (found.place, found.place_before) == (1, None)
