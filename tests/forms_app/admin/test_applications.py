"""The inbox: whose it shows, how it is found, what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forms_app.models import Application
from forms_app.services import paper, review
from municipalities.accounts.models import Role
from tests.factories import accounts, forms

INBOX = "/admin/forms_app/application/"
# One application multiplied: what the inbox reads, not what a resident typed.
MULTIPLY = """
    INSERT INTO forms_app_application (public_id, answers_sealed, receipt_number, idempotency_key, status, revision,
        submitted_at, due_at, search_digests, form_id, form_version_id, section_id, assignee_id, updated_at)
    SELECT gen_random_uuid(), answers_sealed, %s || n, gen_random_uuid(), (ARRAY['submitted','in_review','returned'])[1 + n %% 3],
        1, submitted_at - n * interval '1 minute', due_at, search_digests, form_id, form_version_id, section_id, assignee_id,
        updated_at
    FROM forms_app_application, generate_series(1, %s) n WHERE id = %s
"""


@pytest.fixture
def section(in_town):
    return accounts.section(name="道路課")


@pytest.fixture
def form(section):
    return forms.published_form(section=section, title="道路破損報告")


@pytest.fixture
def log_in(town, town_client):
    def log_in(role=Role.CLERK, sections=()):
        staff = accounts.staff(role=role, sections=sections)
        town_client.post("/admin/login/", {"username": staff.username, "password": accounts.PASSWORD})
        connection.set_tenant(town)
        return staff

    return log_in


@pytest.fixture
def inbox(town, town_client):
    """The receipt numbers shown, in order."""

    def read(query: str = "") -> list[str]:
        answer = town_client.get(f"{INBOX}{query}")
        connection.set_tenant(town)
        return [application.receipt_number for application in answer.context["cl"].result_list]

    return read


def multiply(application: Application, times: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(MULTIPLY, [f"{times}-", times, application.pk])


def test_inbox_costs_the_same_statements_at_10_and_10_000(town, form, section, log_in, inbox, town_client):
    log_in(sections=(section,))
    application = forms.application(form=form)
    inbox()  # content types and the like are in memory now
    counts = []
    for more in (9, 9990):
        multiply(application, more)
        with CaptureQueriesContext(connection) as counted:
            assert town_client.get(INBOX).status_code == 200
        connection.set_tenant(town)
        counts.append((Application.objects.count(), len(counted)))
    assert [number for number, _ in counts] == [10, 10_000]
    assert counts[0][1] == counts[1][1]


def test_inbox_shows_the_clerks_sections_only(form, section, log_in, inbox):
    own = forms.application(form=form)
    forms.application()  # of another section
    log_in(sections=(section,))
    assert inbox() == [own.receipt_number]


def test_inbox_of_the_administrator_shows_every_section(form, log_in, inbox):
    applications = [forms.application(form=form), forms.application()]
    log_in(role=Role.TENANT_ADMIN)
    assert sorted(inbox()) == sorted(a.receipt_number for a in applications)


def test_inbox_is_closed_to_strangers(in_town, town_client):
    assert town_client.get(INBOX).status_code == 302


@pytest.mark.parametrize("typed", ["{0}", "{0[0]}{0[1]}", "岐阜 花子", "hanako@example.jp", "道路破損"])
def test_inbox_finds_by_number_name_address_and_procedure(form, section, log_in, inbox, typed):
    wanted = forms.application(form=form)
    forms.application(
        form=forms.published_form(section=section, title="犬の登録"),
        answers={"applicant": {**forms.NAME, "family": "大垣", "family_kana": "オオガキ"}, "email": "taro@example.jp"},
    )
    log_in(sections=(section,))
    term = typed.format(wanted.receipt_number) if typed == "{0}" else typed
    term = wanted.receipt_number.replace("-", "") if typed.startswith("{0[") else term
    assert inbox(f"?q={term}") == [wanted.receipt_number]


@pytest.mark.parametrize("typed", ["%", "'", "\x00", "a" * 500, "😀", "--"])
def test_inbox_takes_odd_terms(form, section, log_in, town_client, typed):
    forms.application(form=form)
    log_in(sections=(section,))
    assert town_client.get(INBOX, {"q": typed}, follow=True).status_code == 200


def test_inbox_filters_by_what_is_to_be_done(form, section, log_in, inbox):
    clerk = log_in(sections=(section,))
    free, mine, late = (forms.application(form=form) for _ in range(3))
    review.take_over(application=mine, staff=clerk, revision=mine.revision)
    Application.objects.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(days=2))
    found = {work: set(inbox(f"?work={work}")) for work in ("waiting", "mine", "free", "overdue")}
    numbers = {name: a.receipt_number for name, a in (("free", free), ("mine", mine), ("late", late))}
    assert found == {
        "waiting": set(numbers.values()),
        "mine": {numbers["mine"]},
        "free": {numbers["free"], numbers["late"]},
        "overdue": {numbers["late"]},
    }


def test_inbox_counts_what_its_reader_may_see(town, form, section, log_in, town_client):
    clerk = log_in(sections=(section,))
    taken = forms.application(form=form)
    review.take_over(application=taken, staff=clerk, revision=taken.revision)
    forms.application(form=form)
    forms.application()
    counts = {count["query"]: count["count"] for count in town_client.get(INBOX).context["counts"]}
    assert counts == {
        "status__exact=submitted": 1, "status__exact=in_review": 1, "status__exact=returned": 0,
        "status__exact=approved": 0, "work=overdue": 0,
    }  # fmt: skip


def test_inbox_counts_days_by_the_calendar(town, form, section, log_in, town_client):
    log_in(sections=(section,))
    application = forms.application(form=form)
    Application.objects.filter(pk=application.pk).update(
        due_at=timezone.now() + timedelta(days=7) - timedelta(seconds=1)
    )
    page = town_client.get(INBOX).content.decode()
    assert "あと7日" in page or timezone.localtime().hour == 0


def test_a_case_is_printed_for_its_own_section_only(form, section, log_in, town, town_client):
    application = forms.application(form=form)
    log_in(sections=(section,))
    own = town_client.get(f"{INBOX}{application.pk}/pdf/")
    connection.set_tenant(town)
    log_in(sections=(accounts.section(name="税務課"),))
    other = town_client.get(f"{INBOX}{application.pk}/pdf/")
    assert (own.status_code, own.content[:5], other.status_code) == (200, b"%PDF-", 403)


def test_chosen_cases_become_one_pdf(form, section, log_in, town, town_client):
    chosen = [forms.application(form=form).pk for _number in range(2)]
    log_in(sections=(section,))
    answer = town_client.post(INBOX, {"action": "print_chosen", "_selected_action": chosen})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


def test_too_many_chosen_cases_are_refused_with_a_sentence(form, section, log_in, town, town_client, monkeypatch):
    monkeypatch.setattr(paper, "MOST_SHEETS", 1)
    chosen = [forms.application(form=form).pk for _number in range(2)]
    log_in(sections=(section,))
    page = town_client.post(INBOX, {"action": "print_chosen", "_selected_action": chosen}, follow=True)
    assert "一度にPDFにできるのは1件までです" in page.content.decode()


def test_chosen_cases_that_are_not_ones_own_are_not_found(form, log_in, town, town_client):
    chosen = [forms.application(form=form).pk]
    log_in(sections=(accounts.section(name="税務課"),))
    page = town_client.post(INBOX, {"action": "print_chosen", "_selected_action": chosen}, follow=True)
    assert "選んだ申請が見つかりません" in page.content.decode()
