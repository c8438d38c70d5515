"""The staff's programs: as far as the token reaches, and no further."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from forms_app.models import Application
from forms_app.models.published import published_definition
from forms_app.services.attachments import store_upload
from forms_app.services.draft import save_answers
from forms_app.services.submit import submit_application
from municipalities.accounts.api_tokens import revoke_token
from municipalities.accounts.models import ApiToken, Role, Scope
from municipalities.audit.models import AuditRecord
from tests.factories import accounts, files, forms

from .conftest import ANSWERS


@pytest.fixture
def section(form):
    return form.section


@pytest.fixture
def clerk(section):
    return accounts.staff(sections=(section,))


@pytest.fixture
def trusted(program, clerk):
    program.token = accounts.api_token(staff=clerk)
    return program


def numbers(answer) -> list[str]:
    return [application["receipt_number"] for application in answer.json()["applications"]]


def test_without_token_nothing_is_told(program, form):
    answer = program.get("applications/")
    assert (answer.status_code, answer["WWW-Authenticate"], answer.json()["code"]) == (401, "Bearer", "token_required")


@pytest.mark.parametrize("header", ["Bearer nonsense", "Basic abc", "Bearer ", "Bearer " + "x" * 5000, "Bearer \xe9"])
def test_unknown_token_is_refused(program, form, header):
    assert program.get("applications/", authorization=header).status_code == 401


def test_log_in_of_a_browser_opens_nothing(program, clerk):
    program.client.force_login(clerk)
    assert program.get("applications/").status_code == 401


def test_revoked_token_is_refused(trusted, clerk):
    revoke_token(actor=clerk, token=ApiToken.objects.get())
    assert trusted.get("applications/").json()["code"] == "token_invalid"


def test_token_past_its_day_is_refused(trusted):
    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert trusted.get("applications/").status_code == 401


def test_token_of_somebody_who_left_is_refused(trusted, clerk):
    clerk.is_active = False
    clerk.save()
    assert trusted.get("applications/").status_code == 401


def test_list_has_the_cases_of_the_persons_sections_without_answers(trusted, form):
    application = forms.application(form=form)
    forms.application()
    answer = trusted.get("applications/")
    [told] = answer.json()["applications"]
    assert (told["id"], told["status"], told["revision"], told["section"]["name"]) == (
        str(application.public_id), "submitted", 1, "環境課",
    )  # fmt: skip
    assert "花子" not in answer.content.decode()


def test_token_may_be_narrower_than_its_person(program, form):
    forms.application(form=form), forms.application()
    administrator = accounts.staff(role=Role.TENANT_ADMIN)
    program.token = accounts.api_token(staff=administrator)
    everything = numbers(program.get("applications/"))
    program.token = accounts.api_token(staff=administrator, section=form.section)
    assert [len(everything), len(numbers(program.get("applications/")))] == [2, 1]


def test_section_beyond_the_person_gives_nothing(program, clerk):
    other = forms.application()
    program.token = accounts.api_token(staff=clerk, section=other.section)
    assert numbers(program.get("applications/")) == []
    assert program.get(f"applications/{other.public_id}/").status_code == 404


def test_list_costs_the_same_for_one_and_for_three(trusted, form, django_assert_max_num_queries):
    forms.application(form=form)
    trusted.get("applications/")
    with django_assert_max_num_queries(5):  # schema, token, sections, budget, list
        trusted.get("applications/")
    forms.application(form=form), forms.application(form=form)
    with django_assert_max_num_queries(5):
        assert len(numbers(trusted.get("applications/"))) == 3


def test_pages_follow_each_other_without_gap(trusted, form):
    filed = [forms.application(form=form).receipt_number for _ in range(5)]
    seen, cursor = [], ""
    while cursor is not None:
        answer = trusted.get(f"applications/?limit=2&cursor={cursor}" if cursor else "applications/?limit=2")
        seen += numbers(answer)
        cursor = answer.json()["next"]
    assert seen == filed[::-1]


@pytest.mark.parametrize(
    ("query", "code"),
    [("cursor=x", "bad_cursor"), ("limit=0", "invalid_request"), ("limit=9999", "invalid_request"),
     ("status=lost", "invalid_request"), ("form=%00", "invalid_request"), ("submitted_from=2026-13-01", "invalid_request"),
     ("updated_since=soon", "invalid_request"), ("section=99999999999999999999", "invalid_request")],
)  # fmt: skip
def test_bad_filters_are_named(trusted, query, code):
    answer = trusted.get(f"applications/?{query}")
    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_filters_narrow_the_list(trusted, form):
    application = forms.application(form=form)
    today, later = timezone.localdate(), timezone.localdate() + timedelta(days=1)
    found = {
        query: len(numbers(trusted.get(f"applications/?{query}")))
        for query in ("status=submitted", "status=approved", "form=dog", "form=cat", f"submitted_from={later}",
                      f"submitted_from={today}&submitted_to={today}", f"section={application.section_id}")
    }  # fmt: skip
    assert list(found.values()) == [1, 0, 1, 0, 0, 1, 1]


def test_a_look_shows_answers_and_leaves_a_row(trusted, form, clerk):
    application = forms.application(form=form)
    told = trusted.get(f"applications/{application.public_id}/").json()
    assert (told["answers"], [step["verb"] for step in told["history"]]) == (ANSWERS, ["submit"])
    record = AuditRecord.objects.filter(action="application.view").get()
    assert (record.actor_id, record.detail) == (clerk.pk, {"token": "基幹システム"})


def test_file_is_handed_over_and_leaves_a_row(trusted, section):
    photo = {"key": "photo", "type": "attachment", "label": "写真"}
    form = forms.published_form(definition=forms.definition(photo), section=section)
    draft = forms.draft(form=form)
    question = published_definition(form.current_version_id).field("photo")
    stored = store_upload(draft=draft, field=question, upload=SimpleUploadedFile("a.png", files.PNG))
    save_answers(draft_id=draft.public_id, raw={"photo": [str(stored.public_id)]})
    application = submit_application(draft_id=draft.public_id).application
    [file] = trusted.get(f"applications/{application.public_id}/").json()["files"]
    answer = trusted.get(file["url"].partition("/api/v1/")[2])
    assert (answer.content, answer["Content-Type"]) == (files.PNG, "image/png")
    assert AuditRecord.objects.filter(action="application.file").count() == 1


def step(program, application, **sent):
    return program.post(f"applications/{application.public_id}/transitions/", sent)


def test_steps_lead_through_the_workflow(trusted, form, clerk):
    application = forms.application(form=form)
    first = step(trusted, application, verb="take_over", revision=1)
    second = step(trusted, application, verb="approve", revision=2)
    assert [(a.status_code, a.json()["status"], a.json()["revision"]) for a in (first, second)] == [
        (200, "in_review", 2),
        (200, "approved", 3),
    ]
    assert Application.objects.get().assignee == clerk


def test_whoever_comes_second_learns_the_present_state(trusted, form):
    application = forms.application(form=form)
    step(trusted, application, verb="take_over", revision=1)
    answer = step(trusted, application, verb="approve", revision=1)
    assert (answer.status_code, answer.json()["code"], answer.json()["current"]) == (
        409, "changed_meanwhile", {"status": "in_review", "revision": 2},
    )  # fmt: skip


def test_step_that_the_table_does_not_know_is_a_conflict(trusted, form):
    answer = step(trusted, forms.application(form=form), verb="approve", revision=1)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_possible_now")


def test_return_needs_a_message(trusted, form):
    answer = step(trusted, forms.application(form=form), verb="return_for_correction", revision=1, message=" ")
    assert (answer.status_code, answer.json()["fields"][0]["field"]) == (422, "message")


@pytest.mark.parametrize("sent", [{}, {"verb": "withdraw", "revision": 1}, {"verb": "approve"},
                                  {"verb": "approve", "revision": 1, "message": "a\x00"}])  # fmt: skip
def test_step_that_cannot_be_read_is_refused(trusted, form, sent):
    assert step(trusted, forms.application(form=form), **sent).status_code == 400


def test_reading_token_takes_no_step(program, form, clerk):
    program.token = accounts.api_token(staff=clerk, scopes=(Scope.READ,))
    application = forms.application(form=form)
    assert [program.get("applications/").status_code, step(program, application, verb="take_over", revision=1).status_code] == [200, 403]  # fmt: skip


def test_token_of_one_who_only_reads_takes_no_step(program, form, section):
    reader = accounts.staff(role=Role.READ_ONLY, sections=(section,))
    program.token = accounts.api_token(staff=reader)
    answer = step(program, forms.application(form=form), verb="take_over", revision=1)
    assert (answer.status_code, answer.json()["code"]) == (403, "permission_denied")


def test_use_is_noted_but_not_with_every_call(trusted, form):
    trusted.get("applications/")
    first = ApiToken.objects.get().last_used_at
    trusted.get("applications/")
    assert first is not None
    assert ApiToken.objects.get().last_used_at == first
