from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forms_app.models import Draft, Form, FormStatistic
from forms_app.models.statistic import CHECK_PAGE, Device
from forms_app.services import statistics
from forms_app.services.draft import close_overdue_drafts, discard_draft, start_draft
from forms_app.services.submit import submit_application
from tests.factories import accounts, forms


@pytest.fixture
def form(in_town) -> Form:
    whole = forms.definition({"key": "remark", "type": "textarea", "label": "ご意見"})
    [page] = whole["pages"]
    second = {"key": "second", "title": "つぎ", "groups": [{"fields": [{**REMARK, "key": "more"}]}]}
    return forms.published_form(definition={**whole, "pages": [page, second]})


REMARK = {"key": "remark", "type": "textarea", "label": "ご意見"}


def counts() -> list[tuple]:
    rows = FormStatistic.objects.order_by("kind", "place", "code", "device")
    return list(rows.values_list("kind", "place", "code", "device", "count"))


def test_start_is_counted_by_device_and_day(form):
    for device in (Device.PHONE, Device.PHONE, Device.COMPUTER):
        start_draft(form=form, device=device)
    assert counts() == [("started", "", "", "computer", 1), ("started", "", "", "phone", 2)]
    assert {row.day for row in FormStatistic.objects.all()} == {timezone.localdate()}


def test_page_is_counted_once_for_each_draft(form):
    draft = start_draft(form=form)
    for _again in range(2):
        statistics.count_reached(draft, "second")
        draft = Draft.objects.get()
    statistics.count_reached(Draft.objects.get(), CHECK_PAGE)
    assert counts()[:2] == [("reached", ":check", "", "computer", 1), ("reached", "second", "", "computer", 1)]
    assert Draft.objects.get().furthest == 2


def test_page_gone_back_to_is_not_counted(form):
    draft = start_draft(form=form)
    statistics.count_reached(draft, CHECK_PAGE)
    statistics.count_reached(draft, "second")  # the request read the draft before
    assert [row[:2] for row in counts()] == [("reached", ":check"), ("started", "")]


@pytest.mark.parametrize(("reached", "place"), [(None, "first"), ("second", "second"), (CHECK_PAGE, ":check")])
def test_draft_that_is_discarded_is_counted_at_its_page(form, reached, place):
    draft = start_draft(form=form)
    if reached:
        statistics.count_reached(draft, reached)
    discard_draft(draft_id=draft.public_id)
    assert counts()[0] == ("left", place, "", "computer", 1)


def test_draft_that_expires_is_counted_at_its_page(form):
    start_draft(form=form)
    Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    close_overdue_drafts(at=timezone.now())
    assert counts()[0] == ("left", "first", "", "computer", 1)


def test_draft_that_is_sent_is_not_counted_as_left(form):
    draft = start_draft(form=form)
    submit_application(draft_id=draft.public_id)
    assert [row[0] for row in counts()] == ["started"]


def test_errors_are_counted_by_question_and_code_in_one_statement(form):
    draft = start_draft(form=form)
    errors = [("remark", "required"), ("more", "too_long"), ("remark", "required")]
    with CaptureQueriesContext(
        connection,
    ) as captured:
        statistics.count_errors(draft, errors)
    assert len(captured) == 1
    assert counts()[:2] == [
        ("error", "more", "too_long", "computer", 1),
        ("error", "remark", "required", "computer", 2),
    ]


def test_no_error_costs_no_statement(form):
    draft = start_draft(form=form)
    with CaptureQueriesContext(connection) as captured:
        statistics.count_errors(draft, [])
    assert len(captured) == 0


def test_application_knows_when_it_was_begun(form):
    draft = start_draft(form=form)
    application = submit_application(draft_id=draft.public_id).application
    application.refresh_from_db()
    assert application.started_at == draft.started_at


def test_what_a_clerk_types_for_a_resident_is_not_counted(form):
    clerk = accounts.staff(sections=(form.section,))
    draft = start_draft(form=form, staff=clerk)
    statistics.count_reached(draft, "second")
    statistics.count_errors(draft, [("remark", "required")])
    discard_draft(draft_id=draft.public_id)
    assert counts() == []
