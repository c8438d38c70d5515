"""What staff do to questions and answers: each deed one transaction, one revision, one audit record.

`revision` is the one the person saw: whoever comes second gets Conflict, and what they typed stays with them.
Four eyes: residents read what was reviewed by somebody else than its writer; a manager and the administrator may do both.
"""

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chatbot.models import FaqCategory, FaqEntry, FaqRevision, FaqState, RevisionKind
from municipalities.accounts import rules
from municipalities.accounts.models import StaffUser
from municipalities.audit.services import record

from .checking import check_review_day, put_into
from .refusals import Conflict, NotPermitted, NotReviewed, WrongState
from .reminding import tell_review_requested

UNREVIEWED = (FaqState.DRAFT, FaqState.WAITING)
WRITING = (RevisionKind.SAVE, RevisionKind.RESTORE)
SLUG_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def save_entry(
    *,
    staff: StaffUser,
    facts: Mapping[str, Any],
    entry: FaqEntry | None = None,
    revision: int = 0,
    slug: str = "",
    note: str = "",
) -> FaqEntry:
    """`facts`: fields of the entry (checking.FACTS), of one that exists only those to change. It becomes a draft.

    ValidationError says at its field what cannot be kept. What changes nothing writes nothing.
    """
    with transaction.atomic():
        copy = _lock(entry, revision, staff) if entry else FaqEntry(slug=slug or new_slug())
        changed = put_into(copy, facts)
        _require(rules.can_write_faq(staff, copy.section_id))
        if changed or entry is None:
            copy.state = FaqState.DRAFT
            detail = {"fields": sorted(changed)} if entry else {}
            _write(copy, RevisionKind.SAVE, "change" if entry else "create", staff, note=note, detail=detail)
    return copy


def request_review(*, entry: FaqEntry, staff: StaffUser, revision: int, note: str = "") -> FaqEntry:
    """The writer is done: somebody else should look."""
    with transaction.atomic():
        copy = _lock(entry, revision, staff)
        _require_state(copy, FaqState.DRAFT)
        copy.state = FaqState.WAITING
        _write(copy, RevisionKind.REQUEST, "request_review", staff, note=note)
        tell_review_requested(copy)
    return copy


def review(*, entry: FaqEntry, staff: StaffUser, revision: int, note: str = "") -> FaqEntry:
    """Somebody looked at it, and it is right. NotPermitted for a clerk who wrote it."""
    with transaction.atomic():
        copy = _lock(entry, revision, staff)
        _require_state(copy, *UNREVIEWED)
        _require(may_review(copy, staff))
        copy.state = FaqState.REVIEWED
        _write(copy, RevisionKind.REVIEW, "review", staff, note=note)
    return copy


def publish(*, entry: FaqEntry, staff: StaffUser, revision: int, note: str = "") -> FaqEntry:
    """Residents read it from now on. Who may review it may publish it in one step; for others NotReviewed."""
    with transaction.atomic():
        copy = _lock(entry, revision, staff)
        _require_state(copy, *UNREVIEWED, FaqState.REVIEWED)
        if copy.state != FaqState.REVIEWED and not may_review(copy, staff):
            raise NotReviewed(copy.slug)
        check_review_day(copy.review_on)
        copy.state, copy.due_on, copy.hidden_at = FaqState.PUBLISHED, copy.review_on, None
        _write(copy, RevisionKind.PUBLISH, "publish", staff, note=note)
    return copy


def confirm(*, entry: FaqEntry, staff: StaffUser, revision: int, review_on: date | None, note: str = "") -> FaqEntry:
    """What residents read is still true; look again on that day. It comes back where it had been hidden."""
    with transaction.atomic():
        copy = _lock(entry, revision, staff)
        _require_content(copy)
        check_review_day(review_on)
        copy.review_on = copy.due_on = review_on
        copy.hidden_at = None
        _write(copy, RevisionKind.CONFIRM, "confirm", staff, note=note)
    return copy


def retire(*, entry: FaqEntry, staff: StaffUser, revision: int, note: str = "") -> FaqEntry:
    """Residents do not read it any more; it stays for staff, with its history, and may be written anew."""
    with transaction.atomic():
        copy = _lock(entry, revision, staff)
        _require_state(copy, *(state for state in FaqState if state != FaqState.RETIRED))
        copy.state, copy.current, copy.due_on, copy.hidden_at = FaqState.RETIRED, None, None, None
        _write(copy, RevisionKind.RETIRE, "retire", staff, note=note)
    return copy


def restore(*, entry: FaqEntry, staff: StaffUser, revision: int, number: int) -> FaqEntry:
    """The words of an older revision into the working copy. Who owns it, and when to look again, stay as they are."""
    with transaction.atomic():
        copy = _lock(entry, revision, staff)
        old = copy.revisions.get(number=number)
        changed = put_into(copy, _facts_of(old))
        if changed:
            copy.state = FaqState.DRAFT
            note = _("第%(number)d版の内容") % {"number": number}
            _write(copy, RevisionKind.RESTORE, "restore", staff, note=note, detail={"fields": sorted(changed)})
    return copy


def may_review(entry: FaqEntry, staff: StaffUser) -> bool:
    return rules.can_review_faq(staff, entry.section_id, is_writer=writer_id(entry) == staff.pk)


def writer_id(entry: FaqEntry) -> int | None:
    """Who typed what the working copy says now; None: it came with the portal."""
    written = entry.revisions.filter(kind__in=WRITING).order_by("-number")
    return written.values_list("staff_id", flat=True).first()


def new_slug() -> str:
    """Stays with the entry whatever becomes of its question."""
    return "q-" + "".join(secrets.choice(SLUG_LETTERS) for _ in range(10))


def _facts_of(old: FaqRevision) -> dict[str, Any]:
    # The form may be gone, the day past, the section another's: they are not words.
    kept = {name: value for name, value in old.content.items() if name not in ("section", "category", "review_on")}
    category = FaqCategory.objects.filter(slug=old.content.get("category")).first()
    return {**kept, "category": category} if category else kept


def _lock(entry: FaqEntry, revision: int, staff: StaffUser) -> FaqEntry:
    rows = FaqEntry.objects.select_for_update(no_key=True, of=("self",)).select_related("category", "section")
    locked = rows.get(pk=entry.pk)
    _require(rules.can_write_faq(staff, locked.section_id))
    if locked.revision != revision:
        raise Conflict(locked)
    return locked


def _write(
    entry: FaqEntry,
    kind: RevisionKind,
    verb: str,
    staff: StaffUser,
    *,
    note: str = "",
    detail: dict[str, object] | None = None,
) -> None:
    if entry.pk is None:
        entry.save()
    else:
        entry.revision += 1
    made = FaqRevision.objects.create(
        entry=entry,
        number=entry.revision,
        kind=kind,
        state=entry.state,
        content=entry.content(),
        note=note[:200],
        staff=staff,
    )
    if kind == RevisionKind.PUBLISH:
        entry.current = made
    entry.save()
    record(actor=staff, action=f"faq.{verb}", target=entry, detail=detail)


def _require(is_allowed: bool) -> None:
    if not is_allowed:
        raise NotPermitted


def _require_state(entry: FaqEntry, *states: str) -> None:
    if entry.state not in states:
        raise WrongState(entry.state)


def _require_content(entry: FaqEntry) -> None:
    if entry.current_id is None:
        raise WrongState(entry.state)
