from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chatbot.models import FaqEntry, FaqState
from municipalities.accounts.models import Role
from tests.factories import accounts, faq
from tests.municipalities.accounts.visible_text import visible_text

COPIES = """
    INSERT INTO chatbot_faqentry SELECT (jsonb_populate_record(entry, jsonb_build_object(
        'id', nextval('chatbot_faqentry_id_seq'), 'slug', entry.slug || '-' || number,
        'state', 'draft', 'current_id', null))).*
    FROM chatbot_faqentry entry, generate_series(1, %(rows)s) number WHERE entry.id = %(id)s
"""
CONTENTS = """
    INSERT INTO chatbot_faqrevision (entry_id, number, kind, state, content, note, at)
    SELECT id, 2, 'publish', 'published', '{"question": "質問", "answer": "答え", "paraphrases": [], "is_general": false}',
        '', now() FROM chatbot_faqentry WHERE current_id IS NULL
"""
PUBLISH = """
    UPDATE chatbot_faqentry entry SET current_id = content.id, state = 'published', revision = 2
    FROM chatbot_faqrevision content WHERE content.entry_id = entry.id AND entry.current_id IS NULL
"""


def slugs(page) -> list[str]:
    return sorted(row.slug for row in page.context["cl"].result_list)


@pytest.fixture
def many(entry, section):
    """One of each standing, beside the published one of the fixture."""
    today = timezone.localdate()
    parent = faq.category(slug="money", label="税・保険")
    child = faq.category(slug="tax", label="住民税", parent=parent)
    faq.entry(slug="draft", category=parent, question="下書きの質問")
    faq.entry(slug="waiting", category=child, state=FaqState.WAITING, section=section)
    faq.published(slug="stale", due_on=today + timedelta(days=5), paraphrases=["もうすぐの言い方"])
    faq.published(slug="old", due_on=today - timedelta(days=5))
    hidden = faq.published(slug="hidden", due_on=today - timedelta(days=90))
    changed = faq.published(slug="changed", answer="直しかけの答え")
    FaqEntry.objects.filter(pk=hidden.pk).update(hidden_at=timezone.now())
    FaqEntry.objects.filter(pk=changed.pk).update(state=FaqState.DRAFT)
    faq.entry(slug="retired", state=FaqState.RETIRED)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?standing=waiting", ["waiting"]),
        ("?standing=draft", ["draft"]),
        ("?standing=changed", ["changed"]),
        ("?standing=hidden", ["hidden"]),
        ("?standing=retired", ["retired"]),
        ("?age=stale", ["hidden", "old", "stale"]),
        ("?own=yes", ["dogs", "waiting"]),
        ("?category=money", ["draft", "waiting"]),
        ("?category=tax", ["waiting"]),
        ("?q=下書きの", ["draft"]),
        ("?q=もうすぐの", ["stale"]),
        ("?q=直しかけ", ["changed"]),
        ("?q=どこにもない", []),
    ],
)
def test_search_and_filters(many, clerk, pages, query, found):
    assert slugs(pages.get(query)) == found


@pytest.mark.parametrize("query", ["?standing=nonsense", "?category=nonsense", "?age=x", "?own=no"])
def test_filters_that_are_not_offered_show_everything(many, clerk, pages, query):
    assert len(slugs(pages.get(query))) == 8


def test_list_flags_what_has_to_be_looked_at(many, clerk, pages):
    text = visible_text(pages.get().content.decode())
    assert text.count("（もうすぐ）") == 1
    assert text.count("（過ぎています）") == 2


def test_list_counts_what_waits(many, clerk, pages):
    counts = {item["query"]: item["count"] for item in pages.get().context["counts"]}
    assert counts == {
        "standing=waiting": 1,
        "standing=reviewed": 0,
        "standing=published": 3,
        "age=stale": 3,
        "standing=hidden": 1,
    }


@pytest.mark.parametrize("role", [Role.TENANT_ADMIN, Role.SECTION_MANAGER, Role.CLERK, Role.READ_ONLY])
def test_everybody_on_the_staff_sees_every_entry(many, log_in, pages, role):
    log_in(role)
    assert len(slugs(pages.get())) == 8


def fill(rows: int) -> None:
    """One published entry and copies of it, written by the database itself."""
    with connection.cursor() as cursor:
        cursor.execute(COPIES, {"id": faq.published().pk, "rows": rows - 1})
        cursor.execute(CONTENTS)
        cursor.execute(PUBLISH)


def statements_of(pages, address: str) -> int:
    """Of the second visit: towns and indexes are remembered by then."""
    pages.get(address)
    with CaptureQueriesContext(connection) as counted:
        assert pages.get(address).status_code == 200
    return len(counted)


def test_list_costs_the_same_statements_at_10_and_10000_rows(clerk, pages):
    fill(10)
    few = statements_of(pages, "")
    fill(9_990)
    assert (FaqEntry.objects.count(), statements_of(pages, "")) == (10_000, few)


def test_page_of_an_entry_costs_the_same_statements_among_few_and_many(entry, clerk, pages):
    fill(5)
    few = statements_of(pages, f"{entry.pk}/change/")
    fill(60)
    assert statements_of(pages, f"{entry.pk}/change/") == few


def test_other_town_has_its_own_list(entry, clerk, other_town, other_town_client):
    assert other_town_client.get("/admin/chatbot/faqentry/").status_code == 302


def test_sections_of_a_town_are_offered_as_filter(entry, clerk, pages):
    accounts.section(name="税務課")
    assert "税務課" in visible_text(pages.get().content.decode())


def act(pages, action: str, *entries: FaqEntry) -> str:
    pages.post("", {"action": action, "_selected_action": [entry.pk for entry in entries]})
    return visible_text(pages.get().content.decode())


def test_several_are_looked_at_again_in_a_year(section, clerk, pages):
    chosen = [faq.published(section=section, due_on=timezone.localdate()) for _number in range(3)]
    assert "3件を見直したことを記録しました" in act(pages, "confirm_chosen", *chosen)
    assert FaqEntry.objects.stale().count() == 0


def test_several_are_published_but_those_that_may_not(section, log_in, pages):
    log_in(Role.SECTION_MANAGER, (section,))
    own, strange = faq.entry(section=section), faq.entry(question="よその課の質問は？")
    text = act(pages, "publish_chosen", own, strange)
    assert "1件を公開しました" in text
    assert "「よその課の質問は？」：担当の課ではありません。" in text
    assert list(FaqEntry.objects.published()) == [own]


def test_several_wait_for_review(section, clerk, pages):
    act(pages, "request_chosen", faq.entry(section=section), faq.entry(section=section))
    assert slugs(pages.get("?standing=waiting")) == slugs(pages.get())


def test_who_only_reads_publishes_nothing(section, log_in, pages):
    log_in(Role.READ_ONLY, (section,))
    assert "担当の課ではありません" in act(pages, "publish_chosen", faq.entry(section=section))
