from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from chatbot import tasks
from chatbot.knowledge import verbs
from chatbot.knowledge.reminding import expire_overdue, remind_sections
from chatbot.models import FaqEntry
from chatbot.models.faq import GRACE, NOTICE
from municipalities.audit.models import AuditRecord
from municipalities.notifications.models import OutboxMessage
from municipalities.tenancy.queue import SCHEMA_HEADER
from tests.factories import accounts, faq

AT = timezone.make_aware(datetime(2026, 11, 23, 12))
TODAY = AT.date()
LATE = TODAY - GRACE - timedelta(days=1)


@pytest.fixture
def section(in_town):
    return accounts.section(name="税務課", email="zeimu@example.jp")


def mails() -> list[tuple[str, str, int]]:
    """(to, title, number of questions named)"""
    rows = OutboxMessage.objects.order_by("id")
    return [(row.recipient(), row.content()["title"], row.content()["text"].count("・")) for row in rows]


def test_section_is_reminded_once_of_what_is_due(section):
    faq.published(section=section, due_on=TODAY), faq.published(section=section, due_on=TODAY + NOTICE)
    faq.published(section=section, due_on=TODAY + NOTICE + timedelta(days=1))
    assert [remind_sections(at=AT), remind_sections(at=AT + timedelta(days=1))] == [2, 1]
    assert mails() == [
        ("zeimu@example.jp", "【よくある質問】内容の見直しのお願い（2件）", 2),
        ("zeimu@example.jp", "【よくある質問】内容の見直しのお願い（1件）", 1),
    ]


def test_section_is_reminded_again_of_the_next_day(section):
    entry = faq.published(section=section, due_on=TODAY)
    remind_sections(at=AT)
    FaqEntry.objects.filter(pk=entry.pk).update(due_on=TODAY + timedelta(days=365))
    assert [remind_sections(at=AT), remind_sections(at=AT + timedelta(days=360))] == [0, 1]


def test_sections_are_told_of_their_own(section):
    other = accounts.section(email="fukushi@example.jp")
    faq.published(section=section, due_on=TODAY), faq.published(section=other, due_on=TODAY)
    remind_sections(at=AT)
    assert sorted(to for to, _title, _count in mails()) == ["fukushi@example.jp", "zeimu@example.jp"]


def test_nobody_is_reminded_where_the_town_has_no_staff_mail(in_town, section):
    in_town.disabled_features = ["staff_mail"]
    faq.published(section=section, due_on=TODAY)
    assert (remind_sections(at=AT), mails()) == (0, [])


def test_section_without_address_is_reminded_when_it_has_one(in_town):
    entry = faq.published(due_on=TODAY)
    assert remind_sections(at=AT) == 0
    type(entry.section).objects.update(email="new@example.jp")
    assert remind_sections(at=AT) == 1


def test_overdue_entry_is_hidden_once_with_a_revision_and_a_mail(section):
    entry = faq.published(section=section, due_on=LATE)
    assert [expire_overdue(at=AT), expire_overdue(at=AT)] == [1, 0]
    entry.refresh_from_db()
    assert (entry.hidden_at, entry.revision, entry.state) == (AT, 2, "published")
    assert entry.revisions.first().kind == "expire"
    assert AuditRecord.objects.get().action == "faq.expire"
    assert mails() == [("zeimu@example.jp", "【よくある質問】住民の画面に出なくなった質問（1件）", 1)]


def test_entry_within_its_grace_stays(section):
    faq.published(section=section, due_on=TODAY - GRACE)
    assert expire_overdue(at=AT) == 0


def test_looking_after_a_thousand_entries_costs_the_same_statements(section, django_assert_max_num_queries):
    for _number in range(30):
        faq.published(section=section, due_on=LATE)
    with django_assert_max_num_queries(16):
        expire_overdue(at=AT)


def test_task_hides_and_reminds(section):
    faq.published(section=section, due_on=timezone.localdate() - GRACE - timedelta(days=1))
    faq.published(section=section, due_on=timezone.localdate())
    assert tasks.look_after_knowledge_task.apply(headers={SCHEMA_HEADER: "gifu_shi"}, throw=True).get() == 2


def test_section_is_told_that_something_waits_for_review(section):
    writer = accounts.staff(sections=(section,))
    verbs.request_review(entry=faq.entry(section=section), staff=writer, revision=1)
    assert mails() == [("zeimu@example.jp", "【よくある質問】確認のお願い", 1)]
