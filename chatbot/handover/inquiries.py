"""What staff do with an inquiry: answer it by mail, or end it without."""

from django.db import transaction
from django.utils import timezone

from chatbot.dialogue.inquiry import tell_answer
from chatbot.models import Inquiry, InquiryAnswer, InquiryState
from municipalities.accounts import rules
from municipalities.accounts.models import Section, StaffUser
from municipalities.audit.services import record

from .errors import Ended, NothingSaid, NotPermitted

LONGEST = 5000


def answer_inquiry(*, inquiry: Inquiry, staff: StaffUser, text: str, is_private: bool) -> InquiryAnswer:
    """A second answer is welcome: it goes out as the first did."""
    if not text.strip():
        raise NothingSaid
    with transaction.atomic():
        locked = _lock(inquiry, staff)
        answer = InquiryAnswer(inquiry=locked, staff=staff, is_private=is_private)
        answer.text = text.strip()[:LONGEST]
        answer.save(force_insert=True)
        _done(locked, InquiryState.ANSWERED)
        tell_answer(locked, answer)
        record(actor=staff, action="inquiry.answer", target=locked)
    return answer


def close_inquiry(*, inquiry: Inquiry, staff: StaffUser) -> Inquiry:
    """Without an answer: unwanted mail, the same twice."""
    with transaction.atomic():
        locked = _lock(inquiry, staff)
        if locked.state != InquiryState.OPEN:
            raise Ended
        _done(locked, InquiryState.CLOSED)
        record(actor=staff, action="inquiry.close", target=locked)
    return locked


def move_inquiry(*, inquiry: Inquiry, staff: StaffUser, section: Section | None) -> Inquiry:
    with transaction.atomic():
        locked = _lock(inquiry, staff)
        before, locked.section = locked.section, section
        locked.save(update_fields=["section"])
        detail = {"from": str(before or ""), "to": str(section or "")}
        record(actor=staff, action="inquiry.transfer", target=locked, detail=detail)
    return locked


def look_at_inquiry(*, inquiry: Inquiry, staff: StaffUser) -> None:
    if not rules.can_see_talk(staff, inquiry.section_id):
        raise NotPermitted
    record(actor=staff, action="inquiry.view", target=inquiry)


def _lock(inquiry: Inquiry, staff: StaffUser) -> Inquiry:
    locked = Inquiry.objects.select_for_update(no_key=True, of=("self",)).select_related("section").get(pk=inquiry.pk)
    if not rules.can_answer(staff, locked.section_id):
        raise NotPermitted
    return locked


def _done(inquiry: Inquiry, state: InquiryState) -> None:
    inquiry.state, inquiry.done_at = state, timezone.now()
    inquiry.save(update_fields=["state", "done_at"])
