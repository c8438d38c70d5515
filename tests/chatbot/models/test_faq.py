from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from chatbot.models import FaqEntry, FaqRevision, FaqState, KnowledgeState
from chatbot.models.faq import GRACE, NOTICE
from municipalities.tenancy.context import tenant_context
from tests.factories import faq

AT = timezone.make_aware(datetime(2026, 11, 23, 12))
TODAY = date(2026, 11, 23)


def with_content(**facts) -> FaqEntry:
    """Published past the verbs, to look at what the database itself keeps."""
    entry = faq.entry()
    content = FaqRevision.objects.create(entry=entry, number=1, kind="publish", state="published", content={})
    FaqEntry.objects.filter(pk=entry.pk).update(**{"state": FaqState.PUBLISHED, "current": content, **facts})
    return FaqEntry.objects.get(pk=entry.pk)


@pytest.mark.parametrize(
    ("due_on", "is_read"),
    [(None, True), (TODAY, True), (TODAY - GRACE, True), (TODAY - GRACE - timedelta(days=1), False)],
)
def test_published_ends_with_the_grace_after_the_day(in_town, due_on, is_read):
    with_content(due_on=due_on)
    assert FaqEntry.objects.published(at=AT).exists() == is_read


def test_published_leaves_out_drafts_and_hidden_entries(in_town):
    faq.entry()
    with_content(hidden_at=AT)
    shown = with_content()
    assert list(FaqEntry.objects.published(at=AT)) == [shown]


def test_published_goes_on_while_the_copy_is_a_draft_again(in_town):
    entry = with_content(state=FaqState.DRAFT)
    assert (list(FaqEntry.objects.published(at=AT)), entry.has_unpublished_changes) == ([entry], True)


@pytest.mark.parametrize(("days", "is_stale"), [(-400, True), (0, True), (NOTICE.days, True), (NOTICE.days + 1, False)])
def test_stale_begins_before_the_day(in_town, days, is_stale):
    with_content(due_on=TODAY + timedelta(days=days))
    assert FaqEntry.objects.stale(at=AT).exists() == is_stale


def test_past_grace_names_what_has_to_be_hidden(in_town):
    with_content(due_on=TODAY - GRACE)
    late = with_content(due_on=TODAY - GRACE - timedelta(days=1))
    assert list(FaqEntry.objects.past_grace(at=AT)) == [late]


def test_for_sections_narrows_to_them(in_town):
    mine, _other = faq.entry(), faq.entry()
    assert list(FaqEntry.objects.for_sections(frozenset({mine.section_id}))) == [mine]


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "shown"},
        {"language": "fr"},
        {"question": " "},
        {"answer": "\n"},
        {"state": FaqState.PUBLISHED},
        {"due_on": TODAY},
        {"hidden_at": AT},
        {"source_slug": "garbage-bag"},
        {"revision": 0},
    ],
)
def test_database_refuses_an_entry_that_cannot_be(in_town, facts):
    entry = faq.entry()
    with pytest.raises(IntegrityError), transaction.atomic():
        FaqEntry.objects.filter(pk=entry.pk).update(**facts)


def test_database_refuses_a_retired_entry_with_content(in_town):
    entry = with_content()
    with pytest.raises(IntegrityError), transaction.atomic():
        FaqEntry.objects.filter(pk=entry.pk).update(state=FaqState.RETIRED)


def test_database_refuses_the_content_of_another_entry(in_town):
    entry, other = faq.entry(), with_content()
    with pytest.raises(IntegrityError), transaction.atomic():
        FaqEntry.objects.filter(pk=entry.pk).update(current=other.current)


@pytest.mark.parametrize("statement", ["UPDATE chatbot_faqrevision SET note = 'x'", "DELETE FROM chatbot_faqrevision"])
def test_database_keeps_history_as_it_was_written(in_town, statement):
    with_content()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_state_is_nothing_before_the_first_publication(in_town):
    faq.entry()
    assert KnowledgeState.now() == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: FaqEntry.objects.filter(pk=entry.pk).update(current=None, state="draft"),
        lambda entry: FaqEntry.objects.filter(pk=entry.pk).update(hidden_at=AT),
        lambda entry: connection.cursor().execute("UPDATE chatbot_faqentry SET slug = 'another'"),
        lambda entry: with_content(),
    ],
)
def test_state_moves_on_with_what_residents_read(in_town, change):
    entry = with_content()
    before = KnowledgeState.now()
    change(entry)
    assert KnowledgeState.now() > before


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: FaqEntry.objects.filter(pk=entry.pk).update(answer="書きかけ", state="draft"),
        lambda entry: faq.entry(),
        lambda entry: faq.entry().delete(),
    ],
)
def test_state_stays_where_residents_read_the_same(in_town, change):
    entry = with_content()
    before = KnowledgeState.now()
    change(entry)
    assert KnowledgeState.now() == before


def test_state_never_comes_back_after_a_rollback(in_town):
    entry, seen = with_content(), []
    for _attempt in range(2):
        with transaction.atomic():
            FaqEntry.objects.filter(pk=entry.pk).update(hidden_at=AT)
            seen.append(KnowledgeState.now())
            transaction.set_rollback(True)
    assert seen[0] != seen[1]


def test_state_is_of_one_town(in_town, other_town):
    with_content()
    with tenant_context(other_town):
        assert KnowledgeState.now() == 0


def test_content_names_category_and_section(in_town):
    entry = faq.entry(question="犬を飼うには？", paraphrases=["犬の登録"], answer="登録します。")
    assert entry.content() == {
        "question": "犬を飼うには？",
        "paraphrases": ["犬の登録"],
        "answer": "登録します。",
        "short_answer": "",
        "links": [],
        "form_slug": "",
        "legal_basis": "",
        "audience": "",
        "language": "ja",
        "is_general": False,
        "review_on": None,
        "category": entry.category.slug,
        "section": entry.section_id,
    }
