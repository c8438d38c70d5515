"""A clerk files for a resident: the residents' pages, the clerk's name, nobody else's draft."""

import pytest
from django.db import connection

from forms_app.models import Application, Draft
from municipalities.accounts.models import Role
from municipalities.audit.models import AuditRecord
from municipalities.notifications.models import OutboxMessage
from tests.factories import accounts, forms

START, PAGE, CHECK, DONE = (f"/procedures/phone-in/{step}/" for step in ("assist", "pages/first", "check", "done"))
CHOOSE = "/admin/forms_app/application/assist/"
ANSWERS = {"remark": "電話で承りました", "email": "hanako@example.jp"} | {
    f"applicant-{part}": text for part, text in forms.NAME.items()
}


@pytest.fixture
def section(in_town):
    return accounts.section(name="市民課")


@pytest.fixture
def form(section):
    return forms.published_form(slug="phone-in", section=section, title="電話受付の申請")


@pytest.fixture
def log_in(town, town_client):
    def log_in(role=Role.CLERK, sections=()):
        staff = accounts.staff(role=role, sections=sections)
        town_client.post("/admin/login/", {"username": staff.username, "password": accounts.PASSWORD})
        connection.set_tenant(town)
        return staff

    return log_in


@pytest.fixture
def go(town, town_client):
    """POST with values, GET without; back in the town."""

    def go(path, **values):
        answer = town_client.post(path, values) if values else town_client.get(path)
        connection.set_tenant(town)
        return answer

    return go


def file_one(go) -> None:
    go(START, x="1")
    go(PAGE, action="next", **ANSWERS)
    go(CHECK, submission_key=str(Draft.objects.latest("id").public_id))


def test_a_clerk_files_under_the_own_name(form, section, log_in, go):
    clerk = log_in(sections=(section,))
    file_one(go)
    application = Application.objects.get()
    step = application.history.get()
    assert (step.verb, step.actor_kind, step.staff, application.get_answers()["remark"]) == (
        "submit", "staff", clerk, "電話で承りました",
    )  # fmt: skip


def test_the_deed_is_audited_and_the_resident_told(form, section, log_in, go):
    log_in(sections=(section,))
    file_one(go)
    assert AuditRecord.objects.filter(action="application.submit").count() == 1
    assert OutboxMessage.objects.count() >= 1


def test_the_pages_say_who_types(form, section, log_in, go):
    clerk = log_in(sections=(section,))
    go(START, x="1")
    assert f"職員による代わりの入力です（{clerk.display_name}）" in go(PAGE).content.decode()


def test_each_resident_gets_a_draft_of_their_own(form, section, log_in, go):
    log_in(sections=(section,))
    go(START, x="1")
    go(PAGE, action="save", **ANSWERS)
    go(START, x="1")
    assert (Draft.objects.count(), "電話で承りました" in go(PAGE).content.decode()) == (2, False)


@pytest.mark.parametrize("role", [Role.READ_ONLY, None])
def test_nobody_else_may_begin(form, section, log_in, go, role):
    if role is not None:
        log_in(role=role, sections=(section,))
    assert (go(START, x="1").status_code, Draft.objects.count()) == (404, 0)


def test_a_clerk_of_another_section_may_not_begin(form, log_in, go):
    log_in(sections=(accounts.section(name="税務課"),))
    assert go(START, x="1").status_code == 404


def test_after_the_log_out_the_draft_is_closed(form, section, log_in, go):
    log_in(sections=(section,))
    go(START, x="1")
    go(PAGE, action="save", **ANSWERS)
    key = str(Draft.objects.get().public_id)
    go("/admin/logout/", x="1")
    assert (go(PAGE).status_code, go(CHECK, submission_key=key).status_code, Application.objects.count()) == (
        410,
        410,
        0,
    )


def test_after_the_log_out_the_receipt_is_closed(form, section, log_in, go):
    log_in(sections=(section,))
    file_one(go)
    assert go(DONE).status_code == 200
    go("/admin/logout/", x="1")
    assert go(DONE).status_code == 410


def test_the_list_offers_open_forms_of_the_own_section(form, section, log_in, go):
    forms.published_form(slug="other", section=accounts.section(name="税務課"), title="よその手続")
    forms.published_form(slug="stopped", section=section, title="止めた手続", is_stopped=True)
    log_in(sections=(section,))
    html = go(CHOOSE).content.decode()
    assert [title in html for title in ("電話受付の申請", "よその手続", "止めた手続")] == [True, False, False]


def test_the_list_is_closed_to_those_who_only_read(form, section, log_in, go):
    log_in(role=Role.READ_ONLY, sections=(section,))
    assert go(CHOOSE).status_code == 403
