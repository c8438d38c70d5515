"""Questions as the log keeps them, without the conversations they came from."""

from datetime import date
from itertools import count

from django.utils import timezone

from chatbot.models import Answered, AskedQuestion, Channel, ConversationRecord, UnansweredQuestion

_numbers = count(1)


def record(*, day: date | None = None, **facts) -> ConversationRecord:
    return ConversationRecord.objects.create(day=day or timezone.localdate(), **{"channel": Channel.WEB, **facts})


def asked(
    text: str = "", *, record: ConversationRecord | None = None, day: date | None = None, **facts
) -> AskedQuestion:
    """In a conversation of its own; nothing was found, unless `facts` say otherwise."""
    of = record or globals()["record"](day=day)
    question = AskedQuestion(
        record=of, number=next(_numbers), day=day or of.day, **{"answered": Answered.NOTHING, **facts}
    )
    question.text = text
    question.save(force_insert=True)
    question.refresh_from_db()
    return question


def topic(*texts: str, **facts) -> UnansweredQuestion:
    """Asked in vain in these words, each in a conversation of its own."""
    made = UnansweredQuestion(**facts)
    made.title = texts[0] if texts else "ドローンを飛ばしたい"
    made.save(force_insert=True)
    for text in texts:
        asked(text, topic=made, day=facts.get("last_on"))
    return made
