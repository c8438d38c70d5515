from datetime import timedelta

from django.utils import timezone

from forms_app import tasks
from forms_app.models import Application, Draft
from municipalities.notifications.models import OutboxMessage
from municipalities.tenancy.queue import SCHEMA_HEADER
from tests.factories import accounts, forms


def run(task) -> int:
    return task.apply(headers={SCHEMA_HEADER: "gifu_shi"}, throw=True).get()


def test_overdue_drafts_are_closed(in_town):
    forms.draft()
    Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert (run(tasks.close_overdue_drafts_task), Draft.objects.count()) == (1, 0)


def test_overdue_case_is_raised_once(in_town):
    section = accounts.section(email="doro@example.jp")
    application = forms.application(form=forms.published_form(section=section), answers={"applicant": forms.NAME})
    Application.objects.update(due_at=timezone.now() - timedelta(days=1))
    OutboxMessage.objects.all().delete()
    assert [run(tasks.raise_overdue_cases_task), run(tasks.raise_overdue_cases_task)] == [1, 0]
    [mail] = OutboxMessage.objects.all()
    assert (mail.recipient(), application.receipt_number in mail.content()["text"]) == ("doro@example.jp", True)


def test_case_in_time_is_left_alone(in_town):
    forms.application()
    assert run(tasks.raise_overdue_cases_task) == 0
