"""Who may do what: pure predicates over a role and the sections a person belongs to. Every door asks here, on the server."""

from typing import Protocol

TENANT_ADMIN = "tenant_admin"
SECTION_MANAGER = "section_manager"
CLERK = "clerk"
READ_ONLY = "read_only"


class Staff(Protocol):
    role: str
    is_active: bool

    @property
    def section_ids(self) -> frozenset[int]: ...


def can_see_section(staff: Staff, section_id: int) -> bool:
    """Cases of a section, with the residents' answers: its own people, and the tenant administrator."""
    return staff.is_active and (staff.role == TENANT_ADMIN or section_id in staff.section_ids)


def can_review(staff: Staff, section_id: int) -> bool:
    """Take over, return, approve, reject, complete, note."""
    return can_see_section(staff, section_id) and staff.role != READ_ONLY


def can_assist(staff: Staff) -> bool:
    """Type applications for residents, for whichever section; the sections themselves are asked by can_review."""
    return staff.is_active and staff.role != READ_ONLY


def can_see_talk(staff: Staff, section_id: int | None) -> bool:
    """What residents say to a section in a conversation; None: to whoever is there."""
    return staff.is_active and (section_id is None or can_see_section(staff, section_id))


def can_answer(staff: Staff, section_id: int | None) -> bool:
    """Take, answer, pass on, note and end a conversation or an inquiry."""
    return can_see_talk(staff, section_id) and staff.role != READ_ONLY


def can_keep_replies(staff: Staff, section_id: int | None) -> bool:
    """Canned replies: of the own section its manager, of all sections the administrator."""
    if not staff.is_active or staff.role not in {TENANT_ADMIN, SECTION_MANAGER}:
        return False
    return staff.role == TENANT_ADMIN or (section_id is not None and section_id in staff.section_ids)


def can_assign(staff: Staff, section_id: int) -> bool:
    """Give a case to somebody else, or move it to another section."""
    return can_review(staff, section_id) and staff.role in {TENANT_ADMIN, SECTION_MANAGER}


def can_see_forms(staff: Staff) -> bool:
    return staff.is_active


def can_design_forms(staff: Staff, section_id: int | None = None) -> bool:
    """Design and publish: the administrator any form, a manager or clerk those of the own section; None: any form at all."""
    if not staff.is_active or staff.role == READ_ONLY:
        return False
    return staff.role == TENANT_ADMIN or section_id is None or section_id in staff.section_ids


def can_see_faq(staff: Staff) -> bool:
    """Questions and answers, drafts too: what residents will be told is no secret among the staff."""
    return staff.is_active


def can_write_faq(staff: Staff, section_id: int | None = None) -> bool:
    """Write, publish what was reviewed, say that it still holds, retire: the owning section. None: any entry at all."""
    return can_design_forms(staff, section_id)


def can_review_faq(staff: Staff, section_id: int, *, is_writer: bool) -> bool:
    """Four eyes: a clerk reviews what a colleague wrote last; a manager and the administrator also what they wrote themselves."""
    return can_write_faq(staff, section_id) and (not is_writer or staff.role in {TENANT_ADMIN, SECTION_MANAGER})


def can_learn_from_questions(staff: Staff) -> bool:
    """What residents asked in vain, in their own words: of all sections, for nobody knows yet whose question it is."""
    return can_write_faq(staff)


def can_see_chat_figures(staff: Staff) -> bool:
    """Counts only."""
    return staff.is_active


def can_get_report(staff: Staff) -> bool:
    """The weekly report by mail: whoever leads."""
    return staff.is_active and staff.role in {TENANT_ADMIN, SECTION_MANAGER}


def can_arrange_faq(staff: Staff) -> bool:
    """The tree of categories is the whole town's."""
    return staff.is_active and staff.role == TENANT_ADMIN


def can_manage_staff(staff: Staff) -> bool:
    return staff.is_active and staff.role == TENANT_ADMIN


def can_see_audit(staff: Staff) -> bool:
    return staff.is_active and staff.role == TENANT_ADMIN


def sees_every_section(staff: Staff) -> bool:
    return staff.is_active and staff.role == TENANT_ADMIN


def can_manage_connections(staff: Staff) -> bool:
    """Tokens for programs, and where the portal itself calls: they reach as far as the administrator does."""
    return staff.is_active and staff.role == TENANT_ADMIN


def can_switch_skills(staff: Staff) -> bool:
    """Stop a part of the conversation and let it go on: it concerns the whole town."""
    return staff.is_active and staff.role == TENANT_ADMIN


def can_see_calendars(staff: Staff) -> bool:
    """The garbage days as the staff are preparing them."""
    return staff.is_active


def can_edit_calendars(staff: Staff) -> bool:
    """The working copy; residents see none of it before it is published."""
    return staff.is_active and staff.role != READ_ONLY


def can_publish_calendars(staff: Staff) -> bool:
    """Publish, and put an older calendar in force again: the whole town reads it."""
    return staff.is_active and staff.role in {TENANT_ADMIN, SECTION_MANAGER}
