"""What a clerk does with a conversation that was handed over: each deed one verb, one transaction, one audit row.

The row of the conversation is held first, as for everything said in it: of two who take it at once, one comes second and is told.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.db import transaction
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from chatbot.dialogue import engine
from chatbot.dialogue.message import Reply, State
from chatbot.dialogue.skills.handover import name_of, rating_choices, state_before, ways_on
from chatbot.models import Conversation, Handover, HandoverNote, HandoverState
from municipalities.accounts import rules
from municipalities.accounts.models import Section, StaffUser
from municipalities.audit.services import record

from .errors import AlreadyTaken, Ended, NothingSaid, NotPermitted, NotYours

LONGEST = 2000
SKILL = "handover"


def take(*, handover: Handover, staff: StaffUser) -> Handover:
    """From now on the clerk has the word. Raises AlreadyTaken for whoever comes second."""
    with _held(handover, staff) as (conversation, locked):
        if locked.state == HandoverState.TAKEN:
            if locked.taken_by_id == staff.pk:
                return locked
            raise AlreadyTaken(locked.taken_by)
        locked.state, locked.taken_by, locked.taken_at = HandoverState.TAKEN, staff, timezone.now()
        locked.save(update_fields=["state", "taken_by", "taken_at"])
        text = _("%(name)sが対応します。") % {"name": name_of(locked)}
        _speak(conversation, Reply(text), conversation.get_state())
        record(actor=staff, action="handover.take", target=locked)
    return locked


def answer(*, handover: Handover, staff: StaffUser, text: str, id: str) -> Handover:
    """`id` names the deed: sent twice, it is said once."""
    if not text.strip():
        raise NothingSaid
    with _held(handover, staff, own=True) as (conversation, locked):
        said = Reply(text.strip()[:LONGEST], by=name_of(locked))
        if _speak(conversation, said, conversation.get_state(), id=f"staff:{id}"):
            record(actor=staff, action="handover.answer", target=locked)
    return locked


def transfer(*, handover: Handover, staff: StaffUser, section: Section | None) -> Handover:
    """To the queue of another section (None: of all of them), where somebody takes it."""
    with _held(handover, staff) as (conversation, locked):
        if not may_pass_on(locked, staff):
            raise NotYours
        before = locked.section
        locked.state, locked.taken_by, locked.taken_at, locked.section = HandoverState.WAITING, None, None, section
        locked.save(update_fields=["state", "taken_by", "taken_at", "section"])
        name = section.name if section else _("ほかの課")
        text = _("%(name)sに引き継ぎます。そのままお待ちください。") % {"name": name}
        _speak(conversation, Reply(text), conversation.get_state())
        detail = {"from": str(before or ""), "to": str(section or "")}
        record(actor=staff, action="handover.transfer", target=locked, detail=detail)
    return locked


def return_to_bot(*, handover: Handover, staff: StaffUser) -> Handover:
    """The portal answers again."""

    def farewell(_handover: Handover, state: State) -> Reply:
        text = _("ここからは、自動でお答えします。聞きたいことを入力してください。")
        return Reply(text, choices=ways_on(state))

    return _end(handover, staff, HandoverState.RETURNED, farewell)


def close(*, handover: Handover, staff: StaffUser) -> Handover:
    """Answered. The resident is asked how it was."""

    def farewell(handover: Handover, state: State) -> Reply:
        text = _("職員の対応を終わりました。今回の対応はいかがでしたか。")
        return Reply(text, choices=(*rating_choices(handover), *ways_on(state)))

    return _end(handover, staff, HandoverState.CLOSED, farewell)


def add_note(*, handover: Handover, staff: StaffUser, text: str) -> HandoverNote:
    """Read by staff only, of an ended conversation too."""
    if not rules.can_answer(staff, handover.section_id):
        raise NotPermitted
    if not text.strip():
        raise NothingSaid
    with transaction.atomic():
        note = HandoverNote(handover=handover, staff=staff)
        note.text = text.strip()[:LONGEST]
        note.save(force_insert=True)
        record(actor=staff, action="handover.note", target=handover)
    return note


def look(*, handover: Handover, staff: StaffUser) -> None:
    """A clerk opens the page: a row in the audit log, and what is there counts as read."""
    if not rules.can_see_talk(staff, handover.section_id):
        raise NotPermitted
    with transaction.atomic():
        record(actor=staff, action="handover.view", target=handover)
        mark_read(handover=handover, staff=staff, number=handover.conversation.turn_count)


def mark_read(*, handover: Handover, staff: StaffUser, number: int) -> None:
    """By whoever has it, or by anybody of the section as long as nobody has."""
    if handover.taken_by_id in (None, staff.pk) and number > handover.staff_read:
        Handover.objects.filter(pk=handover.pk).update(staff_read=Greatest("staff_read", number))


def may_pass_on(handover: Handover, staff: StaffUser) -> bool:
    """What waits, what is one's own, and what a colleague left behind if one leads the section."""
    is_free = handover.taken_by_id in (None, staff.pk)
    return is_free or (handover.section_id is not None and rules.can_assign(staff, handover.section_id))


def _end(
    handover: Handover, staff: StaffUser, state: HandoverState, farewell: Callable[[Handover, State], Reply]
) -> Handover:
    with _held(handover, staff, own=True) as (conversation, locked):
        locked.ended(as_state=state, at=timezone.now())
        after = state_before(conversation.get_state())
        _speak(conversation, farewell(locked, after), after)
        verb = "close" if state == HandoverState.CLOSED else "return_to_bot"
        record(actor=staff, action=f"handover.{verb}", target=locked)
    return locked


@contextmanager
def _held(handover: Handover, staff: StaffUser, *, own: bool = False) -> Iterator[tuple[Conversation, Handover]]:
    """Both rows, locked, of a hand-over that is open and that the clerk may work on; `own`: that the clerk has."""
    with transaction.atomic():
        try:
            conversation = engine.hold(handover.conversation.public_id)
        except engine.NoSuchConversation as error:
            raise Ended from error
        locked = Handover.objects.select_related("section", "taken_by").get(pk=handover.pk)
        if not rules.can_answer(staff, locked.section_id):
            raise NotPermitted
        if not locked.is_open:
            raise Ended
        if own and locked.taken_by_id != staff.pk:
            raise NotYours
        yield conversation, locked


def _speak(conversation: Conversation, reply: Reply, state: State, *, id: str = "") -> bool:
    return engine.speak(conversation, id=id or f"staff:{uuid4()}", skill=SKILL, replies=[reply], state=state)
