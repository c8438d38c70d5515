import csv
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chatbot.models import Answered, ReportReader
from municipalities.accounts.models import Role
from tests.factories import accounts, faq
from tests.factories.asked import asked

PAGE = "/admin/chatbot/conversationrecord/"


@pytest.fixture
def log_in(in_town, town_client):
    def enter(role: str = Role.SECTION_MANAGER, email: str = "") -> Any:
        person = accounts.staff(role=role)
        person.email = email
        person.save()
        town_client.force_login(person)
        return person

    return enter


@pytest.fixture
def get(town, town_client):
    def of(query: str = "") -> Any:
        response = town_client.get(f"{PAGE}{query}")
        connection.set_tenant(town)
        return response

    return of


def test_page_shows_numbers_charts_and_their_table(get, log_in):
    log_in(Role.READ_ONLY)
    faq.published(slug="dogs", question="犬を飼うには？")
    asked(answered=Answered.ALONE, read="dogs", verdict="helped")
    asked("ドローンを飛ばしたい")
    page = get().content.decode()
    assert page.count('<rect class="learn-') == 2
    assert "犬を飼うには？" in page
    assert "50%" in page
    assert "ドローン" not in page


@pytest.mark.parametrize(
    "query", ["?unit=week", "?unit=month&channel=line", "?language=en", "?first=2026-01-01&last=2026-12-31&unit=month"]
)
def test_page_answers_to_every_filter(get, log_in, query):
    log_in()
    assert get(query).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "?first=2026-12-01&last=2026-01-01",
        "?first=zzz",
        "?unit=year",
        "?first=0001-01-01&last=9999-12-31",
        "?last=0001-01-01",
    ],
)
def test_page_says_what_is_wrong_with_a_filter(get, log_in, query):
    log_in()
    assert get(query).status_code in (200, 422)


def test_page_costs_as_many_statements_for_many_questions(get, log_in):
    log_in()

    def statements() -> int:
        get()  # so that towns are remembered
        with CaptureQueriesContext(connection) as queries:
            get()
        return len(queries)

    faq.published(slug="entry-x")
    asked(answered=Answered.ALONE, read="entry-x")
    one = statements()
    for number in range(10):
        faq.published(slug=f"entry-x{number}")
        asked(answered=Answered.ALONE, read=f"entry-x{number}")
    assert statements() == one


def test_file_holds_the_same_numbers(get, log_in):
    log_in()
    asked(answered=Answered.ALONE, read="dogs", verdict="helped")
    response = get("csv/")
    lines = list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))
    assert lines[0][:3] == ["日ごと", "質問", "そのまま答えた"]
    assert len(lines) == 32
    assert lines[-2][:3] == [str(timezone.localdate()), "1", "1"]
    assert lines[-1] == ["合計", "1", "1", "0", "0", "0", "0", "100", "1", "1", "1", "0", "100", "1", "0", "100"]


def test_report_is_begun_and_stopped(get, log_in, town, town_client):
    person = log_in(email="manager@example.jp")
    assert "manager@example.jp で受け取る" in get().content.decode()
    town_client.post(f"{PAGE}report/", {"wanted": "yes"})
    connection.set_tenant(town)
    assert ReportReader.objects.get().staff == person
    assert "manager@example.jp に送っています。" in get().content.decode()
    town_client.post(f"{PAGE}report/", {"wanted": "no"})
    connection.set_tenant(town)
    assert ReportReader.objects.count() == 0


def test_report_needs_an_address(get, log_in):
    log_in()
    assert "メールアドレスが登録されていません。" in get().content.decode()


def test_report_is_not_offered_to_clerks_nor_where_mail_is_off(get, log_in, town, town_client):
    log_in(Role.CLERK, email="clerk@example.jp")
    assert "週間報告" not in get().content.decode()
    assert town_client.post(f"{PAGE}report/", {"wanted": "yes"}).status_code == 403
    assert town_client.get(f"{PAGE}report/").status_code == 405


def test_strangers_are_sent_to_the_login(town_client):
    assert town_client.get(PAGE).status_code == 302
