import itertools

import pytest

from forms_app.workflow import (
    CLOSED_STATUSES,
    OPEN_STATUSES,
    TRANSITIONS,
    WAITING_FOR_STAFF,
    Actor,
    ApplicationStatus,
    NotAllowed,
    allowed_moves,
    target_of,
    verbs_from,
)

TABLE = {
    ("take_over", "submitted"): "in_review",
    ("return_for_correction", "submitted"): "returned",
    ("return_for_correction", "in_review"): "returned",
    ("resubmit", "returned"): "submitted",
    ("withdraw", "submitted"): "withdrawn",
    ("withdraw", "in_review"): "withdrawn",
    ("withdraw", "returned"): "withdrawn",
    ("approve", "in_review"): "approved",
    ("reject", "in_review"): "rejected",
    ("complete", "in_review"): "completed",
    ("complete", "approved"): "completed",
}
NOWHERE = [pair for pair in itertools.product(TRANSITIONS, map(str, ApplicationStatus)) if pair not in TABLE]


@pytest.mark.parametrize(("verb", "status"), TABLE)
def test_a_verb_leads_where_the_table_says(verb, status):
    assert target_of(verb, status) == TABLE[verb, status]


@pytest.mark.parametrize(("verb", "status"), NOWHERE)
def test_a_verb_is_refused_from_every_other_status(verb, status):
    with pytest.raises(NotAllowed) as refused:
        target_of(verb, status)
    assert (refused.value.verb, refused.value.status) == (verb, status)


def test_a_verb_that_does_not_exist_is_not_found():
    with pytest.raises(KeyError):
        target_of("burn", "submitted")


@pytest.mark.parametrize(
    ("status", "resident", "staff"),
    [
        ("submitted", ["withdraw"], ["take_over", "return_for_correction"]),
        ("in_review", ["withdraw"], ["return_for_correction", "approve", "reject", "complete"]),
        ("returned", ["resubmit", "withdraw"], []),
        ("approved", [], ["complete"]),
        ("completed", [], []),
        ("rejected", [], []),
        ("withdrawn", [], []),
    ],
)
def test_verbs_from_a_status_are_those_of_the_actor(status, resident, staff):
    found = [[t.verb for t in verbs_from(status, actor)] for actor in (Actor.RESIDENT, Actor.STAFF)]
    assert found == [resident, staff]


def test_allowed_moves_are_those_of_the_table():
    assert allowed_moves() == sorted({(source, target) for (_verb, source), target in TABLE.items()})


def test_nothing_leads_out_of_a_closed_status():
    assert {source for source, _target in allowed_moves()} & CLOSED_STATUSES == set()


def test_every_open_status_can_be_left():
    assert {source for source, _target in allowed_moves()} == OPEN_STATUSES


def test_staff_are_waited_for_where_they_have_a_verb():
    assert {status for status in ApplicationStatus if verbs_from(status, Actor.STAFF)} == WAITING_FOR_STAFF


def test_every_status_is_open_or_closed():
    assert (set(ApplicationStatus), set()) == (OPEN_STATUSES | CLOSED_STATUSES, OPEN_STATUSES & CLOSED_STATUSES)


def test_a_resident_is_told_why_where_it_goes_against_them():
    assert {t.verb for t in TRANSITIONS.values() if t.needs_message} == {"return_for_correction", "reject"}


def test_a_resident_is_told_everything_but_who_takes_the_case():
    assert {t.verb for t in TRANSITIONS.values() if not t.tells_resident} == {"take_over"}
