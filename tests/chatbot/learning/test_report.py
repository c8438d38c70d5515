from datetime import date

import pytest
from django.db import IntegrityError, transaction

from chatbot.learning.refusals import NotPermitted
from chatbot.learning.report import read_report, report_of, send_weekly_report
from chatbot.models import Answered, WeeklyReport
from chatbot.tasks import send_weekly_report_task
from municipalities.accounts.models import Role
from municipalities.notifications.models import OutboxMessage
from municipalities.tenancy.features import STAFF_MAIL
from tests.factories import accounts
from tests.factories.asked import asked, record, topic

TODAY = date(2026, 11, 30)
MONDAY = date(2026, 11, 23)


@pytest.fixture
def reader(in_town):
    person = accounts.staff(role=Role.SECTION_MANAGER)
    person.email = "manager@example.jp"
    person.save()
    read_report(staff=person, wanted=True)
    return person


def test_report_goes_to_whoever_wants_it_once_a_week(reader):
    assert [send_weekly_report(today=TODAY) for _time in range(2)] == [1, 0]
    [mail] = OutboxMessage.objects.all()
    assert (mail.recipient(), mail.about) == ("manager@example.jp", "weekly-report:2026-11-23")
    assert list(WeeklyReport.objects.values_list("monday", "readers")) == [(MONDAY, 1)]


def test_report_does_not_go_to_whoever_stopped_it_or_leads_no_more(reader):
    read_report(staff=reader, wanted=False)
    assert send_weekly_report(today=TODAY) == 0
    read_report(staff=reader, wanted=True)
    reader.role = Role.CLERK
    reader.save()
    assert send_weekly_report(today=date(2026, 12, 7)) == 0


def test_report_does_not_go_where_mail_to_staff_is_switched_off(reader, in_town):
    in_town.disabled_features = [STAFF_MAIL]
    assert send_weekly_report(today=TODAY) == 0
    assert WeeklyReport.objects.count() == 0


def test_clerk_cannot_have_it(in_town):
    with pytest.raises(NotPermitted):
        read_report(staff=accounts.staff(), wanted=True)


def test_report_tells_the_week_against_the_one_before_and_no_sentence(reader):
    one = record(day=MONDAY)
    asked(record=one, answered=Answered.ALONE, read="dogs", day=MONDAY)
    asked(record=one, day=MONDAY)
    asked(day=date(2026, 11, 16))
    topic("隣の家の犬がうるさい", last_on=MONDAY, terms=["犬", "苦情"])
    message = report_of(MONDAY)
    assert message.title == "【相談】今週のまとめ（11月23日～11月29日）"
    assert "・相談：2件（1件）\n・質問：3件（1件）\n・回答率：33%（0%）\n・解決率：100%（なし）" in message.text
    assert "・犬・苦情：1件の相談" in message.text
    assert "うるさい" not in message.text
    assert message.link.endswith("/admin/chatbot/unansweredquestion/")


def test_report_of_a_quiet_week_says_so(in_town):
    assert "未対応の質問はありません" in report_of(MONDAY).text


def test_database_keeps_one_report_a_week(in_town):
    WeeklyReport.objects.create(monday=MONDAY, readers=0)
    with pytest.raises(IntegrityError, match="monday"), transaction.atomic():
        WeeklyReport.objects.create(monday=MONDAY, readers=0)
    with pytest.raises(IntegrityError, match="weekly_report_begins_on_monday"), transaction.atomic():
        WeeklyReport.objects.create(monday=TODAY.replace(day=24), readers=0)


def test_beat_sends_it_on_monday_morning(settings):
    beat = settings.CELERY_BEAT_SCHEDULE["send-weekly-report"]
    assert beat["kwargs"]["task_name"] == send_weekly_report_task.name
    assert (beat["schedule"].hour, beat["schedule"].minute, beat["schedule"].day_of_week) == ({8}, {0}, {1})
