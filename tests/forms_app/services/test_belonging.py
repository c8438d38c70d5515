from threading import Thread

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forms_app.models import Application, Draft
from forms_app.services.again import start_again
from forms_app.services.belonging import claim_application, delete_account, take_draft
from forms_app.services.draft import save_answers, start_correction, start_draft
from forms_app.services.errors import DraftGone, NotTheirs
from forms_app.services.submit import submit_application
from municipalities.residents.models import Resident, ResidentIdentity, ResidentSession
from municipalities.residents.services.sessions import start_session
from municipalities.tenancy.context import tenant_context
from tests.factories import accounts, forms, residents

ANSWERS = {"applicant": forms.NAME, "email": "hanako@example.jp"}


@pytest.fixture
def hanako(in_town):
    return residents.resident()


def begun_by(resident: Resident | None) -> Draft:
    return save_answers(draft_id=start_draft(form=forms.published_form(), resident=resident).public_id, raw=ANSWERS)


def filed_by(resident: Resident | None) -> Application:
    return submit_application(draft_id=begun_by(resident).public_id).application


def test_application_is_of_whoever_began_its_draft(hanako):
    assert (filed_by(hanako).resident_id, filed_by(None).resident_id) == (hanako.pk, None)


def test_filing_costs_a_resident_no_more_statements(hanako):
    counts = []
    for resident in (None, None, hanako):
        draft = begun_by(resident)
        with CaptureQueriesContext(connection) as counted:
            submit_application(draft_id=draft.public_id)
        counts.append(len(counted))
    assert counts[1] == counts[2]


def test_draft_begun_before_the_log_in_is_taken_but_no_one_elses(hanako):
    other = residents.resident()
    free, taken = begun_by(None), begun_by(other)
    by_clerk = begun_by(None)
    Draft.objects.filter(pk=by_clerk.pk).update(entered_by=accounts.staff())
    for draft in (free, taken, by_clerk):
        take_draft(draft=draft, resident=hanako)
    assert list(Draft.objects.order_by("id").values_list("resident_id", flat=True)) == [hanako.pk, other.pk, None]


def test_correction_and_repetition_stay_with_the_resident(hanako):
    application = filed_by(hanako)
    assert start_correction(application=application).resident_id == hanako.pk
    assert start_again(application=application, resident=hanako).resident_id == hanako.pk


def test_application_is_claimed_once_by_one(hanako):
    application = filed_by(None)
    for _ in range(2):
        claim_application(application=application, resident=hanako)
    with pytest.raises(NotTheirs):
        claim_application(application=application, resident=residents.resident())
    assert Application.objects.get().resident == hanako


def test_deleted_account_leaves_nothing_but_what_was_filed(hanako):
    other = residents.resident()
    application, kept = filed_by(hanako), begun_by(other)
    begun_by(hanako)
    start_session(resident=hanako, is_kept=True)
    delete_account(resident=hanako)
    assert list(Resident.objects.all()) == [other]
    assert (ResidentIdentity.objects.count(), ResidentSession.objects.count()) == (1, 0)
    assert list(Draft.objects.all()) == [kept]
    application.refresh_from_db()
    assert (application.resident_id, application.get_answers()["email"]) == (None, "hanako@example.jp")


def test_account_deleted_while_a_draft_is_sent_leaves_the_application_or_nothing(committed_town):
    """Eight drafts are sent while the account goes: each is filed and nobody's, or was gone."""
    hanako = residents.resident()
    form = forms.published_form()
    drafts = [start_draft(form=form, resident=hanako).public_id for _ in range(8)]
    for draft_id in drafts:
        save_answers(draft_id=draft_id, raw=ANSWERS)
    problems: list[BaseException] = []

    def alone(verb, **arguments) -> None:
        try:
            with tenant_context(committed_town):
                verb(**arguments)
        except DraftGone:
            pass
        except BaseException as problem:  # noqa: BLE001 - whatever it is, the test fails by it
            problems.append(problem)
        finally:
            connection.close()

    threads = [Thread(target=alone, args=[submit_application], kwargs={"draft_id": each}) for each in drafts]
    threads.insert(4, Thread(target=alone, args=[delete_account], kwargs={"resident": hanako}))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (problems, Resident.objects.count(), Draft.objects.count()) == ([], 0, 0)
    assert Application.objects.exclude(resident=None).count() == 0
