"""The log forgets: first what was asked, then that it was asked."""

from datetime import date

from chatbot.models import AskedQuestion, ConversationRecord, UnansweredQuestion
from chatbot.models.learning import COUNTS_KEPT, TEXTS_KEPT

AT_ONCE = 5000


def forget_old_questions(*, today: date) -> int:
    """Returns how many rows lost something; where it is AT_ONCE or more, there may be more.

    A topic keeps its title, the words of its first question with personal data struck out, as long as it is asked.
    """
    return _forget_texts(today) + _forget_counts(today) + _forget_topics(today)


def _forget_texts(today: date) -> int:
    old = AskedQuestion.objects.filter(day__lt=today - TEXTS_KEPT, text_sealed__isnull=False).values("pk")[:AT_ONCE]
    return AskedQuestion.objects.filter(pk__in=old).update(text_sealed=None)


def _forget_counts(today: date) -> int:
    old = ConversationRecord.objects.filter(day__lt=today - COUNTS_KEPT).values("pk")[:AT_ONCE]
    return ConversationRecord.objects.filter(pk__in=old).delete()[1].get("chatbot.ConversationRecord", 0)


def _forget_topics(today: date) -> int:
    old = UnansweredQuestion.objects.filter(last_on__lt=today - TEXTS_KEPT).values("pk")[:AT_ONCE]
    return UnansweredQuestion.objects.filter(pk__in=old).delete()[1].get("chatbot.UnansweredQuestion", 0)
