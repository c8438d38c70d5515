"""Whoever still waits when the counters close is told, and may leave the question as an inquiry."""

from contextlib import suppress
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chatbot.dialogue import engine, opening
from chatbot.dialogue.message import Choice, Reply
from chatbot.dialogue.skills.handover import state_before, ways_on
from chatbot.dialogue.skills.inquiry import INQUIRE
from chatbot.models import Handover, HandoverState

MOST = 500


def send_waiting_home() -> int:
    """Out of hours: ends what nobody took; returns how many."""
    hours, now = opening.hours_now()
    if hours.is_open(at=now):
        return 0
    waiting = Handover.objects.waiting().select_related("conversation")[:MOST]
    return sum(_send_home(handover, opening.now_text(hours, at=now)) for handover in waiting)


def _send_home(handover: Handover, now_text: str) -> bool:
    with suppress(engine.NoSuchConversation), transaction.atomic():
        conversation = engine.hold(handover.conversation.public_id)
        handover.refresh_from_db(fields=["state"])
        if handover.state != HandoverState.WAITING:
            return False
        handover.ended(as_state=HandoverState.RETURNED, at=timezone.now())
        before = state_before(conversation.get_state())
        text = _("申し訳ありません。時間内に職員がお答えできませんでした。%(now)s") % {"now": now_text}
        text += "\n" + _("お問い合わせとして送っていただくと、職員が確認して、メールで回答します。")
        choices = (Choice(_("問い合わせとして送る（メールで回答）"), INQUIRE), *ways_on(before))
        id = f"staff:{uuid4()}"
        return engine.speak(conversation, id=id, skill="handover", replies=[Reply(text, choices)], state=before)
    return False
