"""What staff make of a question that nobody could answer: each deed one transaction and one audit record.

What residents read changes by chatbot.knowledge.verbs alone, with its history, its four eyes and its publishing.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chatbot.knowledge import verbs
from chatbot.models import FaqEntry, UnansweredQuestion, UnansweredState
from municipalities.accounts import rules
from municipalities.accounts.models import StaffUser
from municipalities.audit.services import record

from .refusals import AlreadyHandled, NoReason, NotPermitted

LONGEST_WORDS = 100
MOST_WORDS = 10
LONGEST_REASON = 200


def look(*, topic: UnansweredQuestion, staff: StaffUser) -> None:
    """A clerk reads what residents asked."""
    _require(staff)
    record(actor=staff, action="unansweredquestion.view", target=topic)


def look_at_list(*, staff: StaffUser) -> None:
    _require(staff)
    record(actor=staff, action="unansweredquestion.view", target=UnansweredQuestion(pk=0), label=_("一覧"))


def other_words(texts: Sequence[str]) -> list[str]:
    """What may stand among an entry's other words: short, each once, and nothing of which something was struck out."""
    lines = dict.fromkeys(text for text in texts if len(text) <= LONGEST_WORDS and "〔" not in text)
    return list(lines)[:MOST_WORDS]


def link_draft(*, topic: UnansweredQuestion, entry: FaqEntry, staff: StaffUser) -> UnansweredQuestion:
    """An entry was written for it: in the transaction that saved the entry."""
    with _held(topic, staff) as held:
        _handled(held, UnansweredState.DONE, staff, entry=entry)
        record(actor=staff, action="unansweredquestion.draft", target=held, detail={"entry": entry.slug})
    return held


def add_words(
    *, topic: UnansweredQuestion, entry: FaqEntry, revision: int, lines: Sequence[str], staff: StaffUser
) -> FaqEntry:
    """Into the working copy of an entry, beside the words it has. Raises what verbs.save_entry raises."""
    with _held(topic, staff) as held:
        words = [*entry.paraphrases, *(line for line in lines if line not in entry.paraphrases)]
        saved = verbs.save_entry(
            staff=staff,
            entry=entry,
            revision=revision,
            facts={"paraphrases": words},
            note=_("住民の聞き方を加えました"),
        )
        _handled(held, UnansweredState.DONE, staff, entry=saved)
        record(actor=staff, action="unansweredquestion.add_words", target=held, detail={"entry": entry.slug})
    return saved


def ignore(*, topic: UnansweredQuestion, reason: str, staff: StaffUser) -> UnansweredQuestion:
    """It is not for the town's office, or no question at all."""
    reason = " ".join(reason.split())[:LONGEST_REASON]
    if not reason:
        raise NoReason
    with _held(topic, staff) as held:
        _handled(held, UnansweredState.IGNORED, staff, reason=reason)
        record(actor=staff, action="unansweredquestion.ignore", target=held)
    return held


def reopen(*, topic: UnansweredQuestion, staff: StaffUser) -> UnansweredQuestion:
    """The entry stays as it is."""
    with _held(topic, staff, is_open=False) as held:
        held.state, held.reason, held.entry, held.handled_by, held.handled_on = (
            UnansweredState.OPEN,
            "",
            None,
            None,
            None,
        )
        held.save(update_fields=["state", "reason", "entry", "handled_by", "handled_on"])
        record(actor=staff, action="unansweredquestion.reconsider", target=held)
    return held


@contextmanager
def _held(topic: UnansweredQuestion, staff: StaffUser, *, is_open: bool = True) -> Iterator[UnansweredQuestion]:
    """Of two who handle it at once, the second is told."""
    _require(staff)
    with transaction.atomic():
        held = UnansweredQuestion.objects.select_for_update(no_key=True).get(pk=topic.pk)
        if (held.state == UnansweredState.OPEN) != is_open:
            raise AlreadyHandled(held)
        yield held


def _handled(
    topic: UnansweredQuestion,
    state: UnansweredState,
    staff: StaffUser,
    *,
    entry: FaqEntry | None = None,
    reason: str = "",
) -> None:
    topic.state, topic.entry, topic.reason = state, entry, reason
    topic.handled_by, topic.handled_on = staff, timezone.localdate()
    topic.save(update_fields=["state", "entry", "reason", "handled_by", "handled_on"])


def _require(staff: StaffUser) -> None:
    if not rules.can_learn_from_questions(staff):
        raise NotPermitted
