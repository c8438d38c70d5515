"""A form takes as many applications as it says, and not one more, whoever clicks at once."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from forms_app.models import Application, FormQuota
from forms_app.services import quota, review
from forms_app.services.draft import start_correction, start_draft
from forms_app.services.errors import Conflict, FormFull, NotPermitted, QuotaBelowTaken
from forms_app.services.submit import submit_application
from municipalities.accounts.models import Role
from municipalities.audit.models import AuditRecord
from municipalities.tenancy.context import tenant_context
from tests.factories import accounts, forms
from tests.processes import wait_for

RACERS, PLACES = 16, 30
ANSWERS = {"applicant": forms.NAME}


@pytest.fixture
def form(in_town):
    return forms.published_form()


@pytest.fixture
def clerk(form):
    return accounts.staff(role=Role.TENANT_ADMIN)


def limit(form, clerk, most: int | None) -> None:
    form.refresh_from_db()
    quota.set_quota(form=form, staff=clerk, revision=form.revision, most=most)


def taken(form) -> int:
    return FormQuota.objects.get(form=form).taken


def test_applications_up_to_the_limit_are_filed(form, clerk):
    limit(form, clerk, 2)
    late = forms.draft(form=form, answers=ANSWERS)
    forms.application(form=form, answers=ANSWERS)
    forms.application(form=form, answers=ANSWERS)
    with pytest.raises(FormFull):
        submit_application(draft_id=late.public_id)
    assert (taken(form), form.applications.count()) == (2, 2)


def test_draft_that_came_too_late_stays_as_it_was(form, clerk):
    limit(form, clerk, 1)
    late = forms.draft(form=form, answers={"applicant": forms.NAME})
    forms.application(form=form, answers=ANSWERS)
    with pytest.raises(FormFull):
        submit_application(draft_id=late.public_id)
    late.refresh_from_db()
    assert late.get_answers() == {"applicant": forms.NAME}


def test_nobody_begins_where_no_place_is_left(form, clerk):
    limit(form, clerk, 1)
    forms.application(form=form, answers=ANSWERS)
    with pytest.raises(FormFull):
        start_draft(form=form)


def test_what_was_filed_before_the_limit_counts(form, clerk):
    forms.application(form=form, answers=ANSWERS)
    gone = forms.application(form=form, answers=ANSWERS)
    review.withdraw(application=gone)
    limit(form, clerk, 5)
    assert taken(form) == 1


def test_withdrawn_and_rejected_give_their_place_back(form, clerk):
    limit(form, clerk, 2)
    first, second = (forms.application(form=form, answers=ANSWERS) for _number in range(2))
    review.withdraw(application=first)
    now = review.take_over(application=second, staff=clerk, revision=second.revision)
    review.reject(application=now, staff=clerk, revision=now.revision, message="対象ではありません。")
    assert taken(form) == 0


def test_correction_takes_no_second_place(form, clerk):
    limit(form, clerk, 1)
    application = forms.application(form=form, answers=ANSWERS)
    returned = review.return_for_correction(
        application=application, staff=clerk, revision=application.revision, message="直してください。"
    )
    submit_application(draft_id=start_correction(application=returned).public_id)
    assert taken(form) == 1


def test_limit_below_what_is_taken_is_refused(form, clerk):
    forms.application(form=form, answers=ANSWERS)
    forms.application(form=form, answers=ANSWERS)
    with pytest.raises(QuotaBelowTaken) as refused:
        limit(form, clerk, 1)
    assert (refused.value.taken, FormQuota.objects.exists()) == (2, False)


def test_limit_is_taken_away(form, clerk):
    limit(form, clerk, 1)
    limit(form, clerk, None)
    assert FormQuota.objects.exists() is False


def test_limit_of_a_stale_page_is_a_conflict(form, clerk):
    limit(form, clerk, 1)
    with pytest.raises(Conflict):
        quota.set_quota(form=form, staff=clerk, revision=1, most=5)


def test_limit_is_for_designers(form):
    with pytest.raises(NotPermitted):
        limit(form, accounts.staff(role=Role.READ_ONLY), 5)


def test_limit_leaves_an_audit_row(form, clerk):
    limit(form, clerk, 5)
    assert AuditRecord.objects.filter(action="form.quota").values_list("detail", flat=True).get() == {"most": 5}


def rush(town, form) -> int:
    """Sixteen people with three drafts each for thirty places; how many were filed."""
    drafts = [[forms.draft(form=form, answers=ANSWERS).public_id for _round in range(3)] for _racer in range(RACERS)]
    barrier = Barrier(RACERS)

    def click(mine) -> None:
        try:
            with tenant_context(town):
                barrier.wait()
                for draft_id in mine:
                    try:
                        submit_application(draft_id=draft_id)
                    except FormFull:
                        continue
        finally:
            connection.close()

    threads = [Thread(target=click, args=(mine,)) for mine in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Application.objects.filter(form=form).count()


@pytest.fixture
def limited(committed_town):
    form = forms.published_form()
    limit(form, accounts.staff(role=Role.TENANT_ADMIN), PLACES)
    return form


def test_rush_fills_every_place_and_no_more(committed_town, limited):
    assert rush(committed_town, limited) == PLACES
    assert taken(limited) == PLACES


def test_rush_without_the_constraint_oversells(committed_town, limited):
    """The control: with nothing but a look at what is left before each click, the same rush takes too many."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE forms_app_formquota DROP CONSTRAINT form_quota_is_kept")
    try:
        assert rush(committed_town, limited) > PLACES
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM forms_app_formquota")
            cursor.execute("ALTER TABLE forms_app_formquota ADD CONSTRAINT form_quota_is_kept CHECK (taken <= most)")


def test_limit_set_during_a_rush_counts_everybody(committed_town):
    form = forms.published_form()
    clerk = accounts.staff(role=Role.TENANT_ADMIN)
    setter = Thread(target=_set_in_a_moment, args=(committed_town, form, clerk))
    setter.start()
    filed = rush(committed_town, form)
    setter.join()
    assert (filed, taken(form)) == (RACERS * 3, RACERS * 3)


def _set_in_a_moment(town, form, clerk) -> None:
    try:
        with tenant_context(town):
            wait_for(Application.objects.filter(form=form).exists)
            limit(form, clerk, 1000)
    finally:
        connection.close()
