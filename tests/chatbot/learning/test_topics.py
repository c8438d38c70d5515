from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chatbot.learning import topics
from chatbot.learning.topics import group_unanswered
from chatbot.models import Answered, FaqEntry, UnansweredQuestion
from municipalities.tenancy.context import tenant_context
from tests.factories.asked import asked

TODAY = timezone.localdate


def grouped() -> list[list[str]]:
    group_unanswered()
    found = UnansweredQuestion.objects.order_by("pk").prefetch_related("asked")
    return [[question.text for question in topic.asked.all().order_by("pk")] for topic in found]


def test_unanswered_questions_are_put_together(in_town):
    asked("ドローンを飛ばしたい")
    asked("プレミアム商品券の購入")
    asked("ドローン飛ばしていい?")
    assert grouped() == [["ドローンを飛ばしたい", "ドローン飛ばしていい?"], ["プレミアム商品券の購入"]]
    assert [topic.title for topic in UnansweredQuestion.objects.order_by("pk")] == [
        "ドローンを飛ばしたい",
        "プレミアム商品券の購入",
    ]


def test_what_was_answered_or_has_no_words_is_left_out(in_town):
    asked("犬の登録", answered=Answered.ALONE, shown=["dogs"], read="dogs")
    asked("猫の登録", answered=Answered.OFFERED, shown=["cats"], read="cats")
    asked("")
    assert grouped() == []


@pytest.mark.parametrize(
    "facts",
    [
        {"answered": Answered.OFFERED, "shown": ["dogs"]},
        {"answered": Answered.OFFERED, "shown": ["dogs"], "verdict": "none"},
        {"answered": Answered.ALONE, "read": "dogs", "verdict": "unhelped"},
        {"answered": Answered.ALONE, "read": "dogs", "wants_person": True},
    ],
)
def test_what_was_answered_in_vain_is_taken_in(in_town, facts):
    asked("犬の登録", **facts)
    assert grouped() == [["犬の登録"]]


def test_later_questions_join_the_topic_that_is_there_whatever_became_of_it(in_town):
    first = asked("ドローンを飛ばしたい", day=TODAY() - timedelta(days=3))
    group_unanswered()
    later = asked("ドローン飛ばしていい?")
    assert group_unanswered() == 1
    assert group_unanswered() == 0
    topic = UnansweredQuestion.objects.get()
    assert {each.pk for each in topic.asked.all()} == {first.pk, later.pk}
    assert (topic.first_on, topic.last_on) == (first.day, later.day)


def test_topic_stands_in_the_field_and_section_of_the_nearest_entry(shipped_knowledge):
    asked("犬を飼っている友だちに会いたい")
    group_unanswered()
    topic, entry = UnansweredQuestion.objects.get(), FaqEntry.objects.filter(category__slug="pets").first()
    assert (topic.category, topic.section) == (entry.category, entry.section)


def test_question_in_another_language_joins_by_its_japanese_words(in_town):
    asked("粗大ごみの出し方")
    asked("How do I throw away bulky waste?", language="en")
    assert len(grouped()) == 1


def test_masks_are_no_words(in_town):
    asked("〔氏名〕です。ドローンを飛ばしたい")
    asked("〔氏名〕です。商品券を買いたい")
    assert len(grouped()) == 2


def test_full_batch_leaves_the_rest(in_town, monkeypatch):
    monkeypatch.setattr(topics, "MOST_AT_ONCE", 2)
    for number in range(3):
        asked(f"ドローン{number}")
    assert [group_unanswered() for _time in range(3)] == [2, 1, 0]


def test_grouping_costs_as_many_statements_for_many_questions(in_town):
    def statements(number: int) -> int:
        for each in range(number):
            asked(f"{'あいうえおかきくけこ'[each]}ドローン商品券{each}")
        with CaptureQueriesContext(connection) as queries:
            group_unanswered()
        return len(queries)

    statements(1)
    assert statements(2) == statements(10)


def test_two_tasks_at_once_make_one_topic(committed_town):
    asked("ドローンを飛ばしたい")

    def task() -> int:
        try:
            with tenant_context(committed_town):
                return group_unanswered()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        done = [each.result() for each in [pool.submit(task), pool.submit(task)]]
    assert sorted(done) == [0, 1]
    assert UnansweredQuestion.objects.count() == 1
