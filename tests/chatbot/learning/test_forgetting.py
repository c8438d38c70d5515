from datetime import timedelta

from django.utils import timezone

from chatbot.learning.forgetting import forget_old_questions
from chatbot.models import AskedQuestion, ConversationRecord, UnansweredQuestion
from tests.factories.asked import asked, topic


def test_texts_are_forgotten_after_half_a_year_and_counts_after_thirteen_months(in_town):
    today = timezone.localdate()
    for days in (0, 180, 181, 400, 401):
        asked("ドローンを飛ばしたい", day=today - timedelta(days=days))
    assert forget_old_questions(today=today) == 4
    assert forget_old_questions(today=today) == 0
    texts = [(today - each.day, bool(each.text)) for each in AskedQuestion.objects.order_by("-day")]
    assert texts == [(timedelta(days=days), days < 181) for days in (0, 180, 181, 400)]
    assert ConversationRecord.objects.count() == 4


def test_topics_are_forgotten_when_nobody_asks_any_more(in_town):
    today = timezone.localdate()
    topic("昔の質問", last_on=today - timedelta(days=181))
    kept = topic("今の質問", last_on=today - timedelta(days=180))
    forget_old_questions(today=today)
    assert list(UnansweredQuestion.objects.all()) == [kept]
    assert AskedQuestion.objects.count() == 2
