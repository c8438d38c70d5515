"""The life of an application as one table. Pure: the same table feeds services, screens and the database's own guard."""

from dataclasses import dataclass
from enum import StrEnum


class ApplicationStatus(StrEnum):
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    APPROVED = "approved"
    COMPLETED = "completed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Actor(StrEnum):
    RESIDENT = "resident"
    STAFF = "staff"


S = ApplicationStatus


@dataclass(frozen=True)
class Transition:
    verb: str
    sources: frozenset[ApplicationStatus]
    target: ApplicationStatus
    actor: Actor
    needs_message: bool = False
    """The resident must be told why: a text is obligatory."""
    tells_resident: bool = True


TRANSITIONS: dict[str, Transition] = {
    t.verb: t
    for t in (
        Transition("take_over", frozenset({S.SUBMITTED}), S.IN_REVIEW, Actor.STAFF, tells_resident=False),
        Transition(
            "return_for_correction", frozenset({S.SUBMITTED, S.IN_REVIEW}), S.RETURNED, Actor.STAFF, needs_message=True
        ),
        Transition("resubmit", frozenset({S.RETURNED}), S.SUBMITTED, Actor.RESIDENT),
        Transition("withdraw", frozenset({S.SUBMITTED, S.IN_REVIEW, S.RETURNED}), S.WITHDRAWN, Actor.RESIDENT),
        Transition("approve", frozenset({S.IN_REVIEW}), S.APPROVED, Actor.STAFF),
        Transition("reject", frozenset({S.IN_REVIEW}), S.REJECTED, Actor.STAFF, needs_message=True),
        Transition("complete", frozenset({S.IN_REVIEW, S.APPROVED}), S.COMPLETED, Actor.STAFF),
    )
}

OPEN_STATUSES = frozenset({S.SUBMITTED, S.IN_REVIEW, S.RETURNED, S.APPROVED})
WAITING_FOR_STAFF = frozenset({S.SUBMITTED, S.IN_REVIEW, S.APPROVED})
CLOSED_STATUSES = frozenset(S) - OPEN_STATUSES
GIVES_PLACE_BACK = frozenset({S.REJECTED, S.WITHDRAWN})
"""Where a form takes a limited number: these do not count."""


class NotAllowed(Exception):
    """The verb does not start from this status."""

    def __init__(self, verb: str, status: str):
        super().__init__(f"{verb} is not possible from {status}")
        self.verb, self.status = verb, status


def target_of(verb: str, status: str) -> ApplicationStatus:
    """Where `verb` leads from `status`. Raises NotAllowed."""
    transition = TRANSITIONS[verb]
    if status not in transition.sources:
        raise NotAllowed(verb, status)
    return transition.target


def verbs_from(status: str, actor: Actor) -> list[Transition]:
    return [t for t in TRANSITIONS.values() if t.actor == actor and status in t.sources]


def allowed_moves() -> list[tuple[str, str]]:
    """Every (from, to) pair: what the database trigger lets through."""
    return sorted({(str(source), str(t.target)) for t in TRANSITIONS.values() for source in t.sources})
