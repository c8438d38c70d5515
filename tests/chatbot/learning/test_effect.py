import pytest

from chatbot.learning.effect import Counts, effect
from chatbot.models import Answered
from tests.factories import faq
from tests.factories.asked import asked

QUESTIONS = ["ドローンを飛ばしたい", "公園でドローンの空撮をしたい", "公園でドローンを飛ばす許可がほしい"]


@pytest.fixture
def log(shipped_knowledge):
    return [asked(text) for text in QUESTIONS]


def test_effect_of_a_draft_is_what_it_would_do_if_published(log):
    draft = faq.entry(question="公園でドローンを飛ばしてもよいですか？", paraphrases=QUESTIONS[:1])
    found = effect(draft, log)
    assert (found.asked, found.now) == (Counts(0, 0, 3), Counts(0, 0, 3))
    assert (found.after.alone, found.after.nothing) == (1, 1)


def test_effect_of_what_is_published_stands_under_now(log):
    entry = faq.published(question="公園でドローンを飛ばしてもよいですか？", paraphrases=QUESTIONS[:1])
    found = effect(entry, log)
    assert (found.after, found.now.alone, found.now.nothing) == (None, 1, 1)


def test_effect_of_added_words_is_told_beside_what_residents_have_now(log):
    entry = faq.published(question="無人航空機の飛行には許可が要りますか？", answer="国土交通省に聞いてください。")
    before = effect(entry, log).now
    entry.paraphrases, entry.state = QUESTIONS, "draft"
    found = effect(entry, log)
    assert found.now == before
    assert found.after == Counts(1, 2, 0) != before


def test_effect_counts_what_the_log_says_of_the_entry(in_town):
    entry = faq.published(question="犬の登録", slug="dogs")
    rows = [
        asked("犬", answered=Answered.ALONE, read="dogs", shown=["dogs"]),
        asked("犬と猫", answered=Answered.OFFERED, shown=["cats", "dogs"]),
        asked("猫", answered=Answered.ALONE, read="cats", shown=["cats"]),
        asked(""),
    ]
    assert effect(entry, rows).asked == Counts(1, 1, 1)
