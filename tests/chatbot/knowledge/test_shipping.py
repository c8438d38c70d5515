from datetime import date

import pytest

from chatbot.content import load
from chatbot.knowledge.shipping import ship_entries
from chatbot.models import FaqCategory, FaqEntry, FaqState, KnowledgeState
from forms_app.services.shipped import shipped_slugs
from tests.factories import faq
from tests.factories.accounts import section


@pytest.fixture
def sections(in_town):
    one = section(name="なんでも課", phone="058-000-1234")
    return {entry["section"]: one for entry in load.entries()}


def test_ship_entries_publishes_all_of_them_in_their_categories(sections):
    assert ship_entries(sections=sections) == len(load.entries())
    published = FaqEntry.objects.published()
    assert set(published.values_list("slug", "category__slug")) == {(e["slug"], e["category"]) for e in load.entries()}
    assert FaqCategory.objects.exclude(parent=None).exists()


def test_ship_entries_keeps_as_content_what_the_entry_says(sections):
    ship_entries(sections=sections)
    entry = FaqEntry.objects.select_related("current", "category").get(slug="garbage-how-to")
    content = entry.content()
    assert entry.current.content == {**content, "review_on": content["review_on"].isoformat()}
    assert (entry.state, entry.due_on, entry.source_slug) == (FaqState.PUBLISHED, entry.review_on, entry.slug)


def test_ship_entries_leaves_no_placeholder_open(sections):
    ship_entries(sections=sections)
    assert not FaqEntry.objects.filter(answer__contains="{").exists()
    assert "058-000-1234" in FaqEntry.objects.get(slug="garbage-how-to").answer


def test_ship_entries_reads_well_in_a_town_without_numbers(in_town):
    in_town.phone = ""
    one = section(phone="")
    ship_entries(sections={entry["section"]: one for entry in load.entries()})
    assert "役所の代表電話 へお電話ください" in FaqEntry.objects.get(slug="garbage-how-to").answer


def test_ship_entries_never_overwrites_what_the_town_has(sections):
    own = faq.entry(slug="garbage-how-to", question="町のごみは？")
    assert ship_entries(sections=sections) == len(load.entries()) - 1
    own.refresh_from_db()
    assert (own.question, own.state) == ("町のごみは？", FaqState.DRAFT)


def test_ship_entries_twice_changes_nothing(sections):
    ship_entries(sections=sections)
    before = KnowledgeState.now()
    assert (ship_entries(sections=sections), KnowledgeState.now()) == (0, before)


def test_ship_entries_costs_the_same_however_many_are_new(sections, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        ship_entries(sections=sections)


def test_shipped_entries_name_procedures_that_ship():
    named = {entry["form"] for entry in load.entries() if entry["form"]}
    assert named <= set(shipped_slugs())


def test_ship_entries_asks_for_a_look_in_time(sections):
    ship_entries(sections=sections)
    assert all(day > date.today() for day in FaqEntry.objects.values_list("due_on", flat=True))
