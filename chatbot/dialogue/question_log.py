"""What a turn leaves for staff to learn from, in its transaction: that somebody asked, and what became of it. Not who."""

import logging

from django.db import transaction

from chatbot.knowledge.current import current_index
from chatbot.knowledge.grouping import are_alike
from chatbot.knowledge.understanding import is_known
from chatbot.models import Answered, AskedQuestion, Conversation, ConversationRecord
from chatbot.models.learning import MOST_SHOWN
from forms_app.schema.texts import JAPANESE

from .message import Asked, Reacted
from .running import where_it_broke
from .understanding.anonymous import anonymous, without_masks
from .understanding.languages import language_of

logger = logging.getLogger(__name__)


def note(conversation: Conversation, *, said: str, noted: Asked | Reacted | None, language: str) -> None:
    """`conversation`: held, its turn counted, saved by the caller. `language`: the one it goes on in.

    A line less in the log is better than a resident without an answer: what breaks here is told in the server's log only.
    """
    before = conversation.record
    try:
        with transaction.atomic():
            _note(conversation, said, noted, language)
    except Exception as error:
        logger.error("a question was not noted: %s", where_it_broke(error))
        conversation.record = before


def _note(conversation: Conversation, said: str, noted: Asked | Reacted | None, language: str) -> None:
    record = _record(conversation, language)
    if isinstance(noted, Asked):
        _note_question(record, conversation.turn_count, said, noted, language)
    elif noted is not None:
        _note_reaction(record, noted)


def _record(conversation: Conversation, language: str) -> ConversationRecord:
    record, spoken = conversation.record, language or JAPANESE
    if record is None:
        record = conversation.record = ConversationRecord.objects.create(channel=conversation.channel, language=spoken)
    elif record.language != spoken:
        record.language = spoken
        record.save(update_fields=["language"])
    return record


def _note_question(record: ConversationRecord, number: int, said: str, noted: Asked, language: str) -> None:
    index = current_index()
    question = AskedQuestion(
        record=record,
        number=number,
        language=language_of(said) or language or JAPANESE,
        answered=noted.answered,
        shown=list(noted.shown[:MOST_SHOWN]),
        read=noted.shown[0] if noted.answered == Answered.ALONE else "",
    )
    question.text = anonymous(said, is_known=lambda word: is_known(index, word))
    before = record.questions.order_by("-number").first()
    if before is not None and before.text and question.text:
        one, other = without_masks(before.text), without_masks(question.text)
        if are_alike(index, one, other):
            before.is_repeated = True
            before.save(update_fields=["is_repeated"])
    question.save(force_insert=True)


def _note_reaction(record: ConversationRecord, noted: Reacted) -> None:
    """To the last question; a conversation may also begin with the wish for a person, or a title that is pressed."""
    if noted.wants_person and not record.wants_person:
        record.wants_person = True
        record.save(update_fields=["wants_person"])
    question = record.questions.order_by("-number").first()
    if question is None:
        return
    if noted.read:
        question.read, question.verdict = noted.read, ""
    question.verdict = noted.verdict or question.verdict
    question.wants_person = question.wants_person or noted.wants_person
    question.save(update_fields=["read", "verdict", "wants_person"])
