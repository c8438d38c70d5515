import pytest
from django.db import IntegrityError, transaction

from chatbot.knowledge import refusals as knowledge
from chatbot.learning import deeds
from chatbot.learning.refusals import AlreadyHandled, NoReason, NotPermitted
from chatbot.models import FaqRevision, UnansweredQuestion, UnansweredState
from municipalities.accounts.models import Role
from municipalities.audit.models import AuditRecord
from tests.factories import accounts, faq
from tests.factories.asked import topic

LINES = ["ドローンを飛ばしたい", "空撮の許可"]


@pytest.fixture
def section(in_town):
    return accounts.section()


@pytest.fixture
def clerk(section):
    return accounts.staff(sections=(section,))


def deeds_done() -> list[str]:
    return list(AuditRecord.objects.order_by("id").values_list("action", flat=True))


def test_add_words_writes_a_draft_by_the_verbs_of_the_knowledge_base(section, clerk):
    entry, asked = faq.published(section=section, paraphrases=["ドローン"]), topic(*LINES)
    saved = deeds.add_words(topic=asked, entry=entry, revision=entry.revision, lines=LINES, staff=clerk)
    assert (saved.paraphrases, saved.state) == (["ドローン", *LINES], "draft")
    assert (
        FaqRevision.objects.filter(entry=entry, staff=clerk).values_list("note", flat=True)[0]
        == "住民の聞き方を加えました"
    )
    asked.refresh_from_db()
    assert (asked.state, asked.entry, asked.handled_by) == (UnansweredState.DONE, entry, clerk)
    assert deeds_done() == ["faq.change", "unansweredquestion.add_words"]


def test_add_words_is_refused_for_another_sections_entry_and_changes_nothing(clerk):
    entry, asked = faq.published(), topic(*LINES)
    with pytest.raises(knowledge.NotPermitted):
        deeds.add_words(topic=asked, entry=entry, revision=entry.revision, lines=LINES, staff=clerk)
    asked.refresh_from_db()
    assert asked.state == UnansweredState.OPEN


def test_add_words_to_an_entry_that_was_changed_meanwhile_is_refused(section, clerk):
    entry, asked = faq.published(section=section), topic(*LINES)
    with pytest.raises(knowledge.Conflict):
        deeds.add_words(topic=asked, entry=entry, revision=entry.revision - 1, lines=LINES, staff=clerk)


def test_ignore_keeps_the_reason_and_reopen_takes_it_back(clerk):
    asked = topic(*LINES)
    ignored = deeds.ignore(topic=asked, reason="  国の  仕事のため ", staff=clerk)
    assert (ignored.state, ignored.reason) == (UnansweredState.IGNORED, "国の 仕事のため")
    reopened = deeds.reopen(topic=asked, staff=clerk)
    assert (reopened.state, reopened.reason, reopened.handled_by) == (UnansweredState.OPEN, "", None)
    assert deeds_done() == ["unansweredquestion.ignore", "unansweredquestion.reconsider"]


def test_ignore_asks_for_a_reason(clerk):
    with pytest.raises(NoReason):
        deeds.ignore(topic=topic(*LINES), reason="  ", staff=clerk)


def test_second_of_two_who_handle_it_is_told(section, clerk):
    asked = topic(*LINES)
    deeds.ignore(topic=asked, reason="国の仕事", staff=clerk)
    with pytest.raises(AlreadyHandled):
        deeds.link_draft(topic=asked, entry=faq.entry(section=section), staff=clerk)


@pytest.mark.parametrize("role", [Role.READ_ONLY])
def test_who_only_reads_may_not(section, role):
    reader = accounts.staff(role=role, sections=(section,))
    for deed in (deeds.look, deeds.reopen):
        with pytest.raises(NotPermitted):
            deed(topic=topic(*LINES), staff=reader)


def test_other_words_hold_nothing_that_was_struck_out_and_nothing_long():
    assert deeds.other_words(["〔氏名〕の税金", "あ" * 101, "税金", "税金"]) == ["税金"]


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"state": "ignored"}, "unanswered_handled_iff_not_open"),
        ({"reason": "理由"}, "unanswered_ignored_has_reason"),
        ({"state": "lost"}, "unanswered_state_is_known|unanswered_handled"),
    ],
)
def test_database_refuses(in_town, facts, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        topic(**facts)


def test_title_is_sealed_at_rest(in_town):
    made = topic("ドローンを飛ばしたい")
    assert "ドローン".encode() not in bytes(UnansweredQuestion.objects.get(pk=made.pk).title_sealed)
