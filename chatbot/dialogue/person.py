"""What a resident does to be heard by a person: ask, leave, say how it was."""

from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chatbot.models import Conversation, Handover, HandoverRating, HandoverState
from chatbot.models.handover import OPEN
from municipalities.accounts.models import Section
from municipalities.notifications.message import Message
from municipalities.notifications.services import Outgoing, post_messages
from municipalities.tenancy.addresses import absolute_url
from municipalities.tenancy.context import require_town
from municipalities.tenancy.features import STAFF_MAIL


def ask_for_person(*, conversation: Conversation, section: Section | None) -> Handover:
    """In the caller's transaction, which holds the conversation."""
    handover = Handover(
        conversation=conversation,
        section=section,
        first_turn=conversation.turn_count + 1,
        staff_read=conversation.turn_count,
    )
    handover.save(force_insert=True)
    if section is not None and section.email and require_town().has_feature(STAFF_MAIL):
        post_messages([_call(handover, section.email)])
    return handover


def open_handover(conversation: Conversation) -> Handover | None:
    return Handover.objects.open().filter(conversation=conversation).select_related("section", "taken_by").first()


def leave_person(*, handover: Handover) -> None:
    """Back to the portal, by the resident."""
    handover.ended(as_state=HandoverState.RETURNED, at=timezone.now())


def rate(*, conversation: Conversation, handover_id: UUID, score: int) -> HandoverRating | None:
    """Once for each hand-over that is over: a second score replaces the first. None where there is nothing to rate."""
    ended = Handover.objects.filter(conversation=conversation, public_id=handover_id).exclude(state__in=OPEN)
    handover = ended.first()
    if handover is None:
        return None
    rating, _is_new = HandoverRating.objects.update_or_create(
        handover=handover, defaults={"score": score, "section_id": handover.section_id}
    )
    return rating


def add_comment(*, rating_id: UUID, text: str) -> None:
    rating = HandoverRating.objects.get(public_id=rating_id)
    rating.comment = text
    rating.save(update_fields=["comment_sealed"])


def _call(handover: Handover, address: str) -> Outgoing:
    message = Message(
        title=_("【相談】職員への相談が届きました"),
        text=_("住民の方が、相談（チャット）で職員を待っています。下のページを開いて、対応してください。"),
        link=absolute_url(require_town(), reverse("admin:chatbot_handover_change", args=[handover.pk])),
    )
    return Outgoing(channel="email", to=address, message=message, about=f"handover:{handover.public_id}")
