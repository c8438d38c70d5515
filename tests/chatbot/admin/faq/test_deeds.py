from datetime import timedelta

import pytest
from django.utils import timezone

from chatbot.knowledge import verbs
from chatbot.models import FaqEntry
from municipalities.accounts.models import Role
from tests.factories import accounts
from tests.municipalities.accounts.visible_text import visible_text

DEEDS = ["request", "review", "publish", "confirm", "retire"]


@pytest.fixture
def draft(entry, clerk) -> FaqEntry:
    return verbs.save_entry(entry=entry, staff=clerk, revision=entry.revision, facts={"answer": "新しい答え"})


def titles(page) -> list[str]:
    return [str(deed["url"].rstrip("/").rpartition("/")[2]) for deed in page.context["deeds"]]


def do(pages, entry: FaqEntry, deed: str, **data):
    entry.refresh_from_db()
    return pages.post(f"{entry.pk}/deeds/{deed}/", {"revision": entry.revision, **data})


def said(pages, entry: FaqEntry) -> str:
    return visible_text(pages.get(f"{entry.pk}/change/").content.decode())


def test_writer_is_offered_to_ask_for_review(draft, pages):
    assert titles(pages.get(f"{draft.pk}/change/")) == ["request", "confirm", "retire", "revisions"]


def test_colleague_is_offered_to_review(draft, section, log_in, pages):
    log_in(sections=(section,))
    page = pages.get(f"{draft.pk}/change/")
    assert titles(page) == ["publish", "review", "confirm", "retire", "revisions"]


def test_other_section_is_offered_the_history_only(draft, log_in, pages):
    log_in(sections=(accounts.section(),))
    assert titles(pages.get(f"{draft.pk}/change/")) == ["revisions"]


def test_entry_goes_from_the_writer_over_a_colleague_to_residents(draft, section, log_in, pages):
    do(pages, draft, "request")
    log_in(sections=(section,))
    do(pages, draft, "review", note="確かめました")
    answer = do(pages, draft, "publish")
    assert answer.status_code == 302
    assert FaqEntry.objects.get().current.content["answer"] == "新しい答え"
    assert list(draft.revisions.order_by("number").values_list("kind", "note"))[-2:] == [
        ("review", "確かめました"),
        ("publish", ""),
    ]


def test_page_of_publishing_shows_what_changes(draft, section, log_in, pages):
    log_in(Role.SECTION_MANAGER, (section,))
    page = pages.get(f"{draft.pk}/deeds/publish/")
    [part] = page.context["parts"]
    assert (part.name, part.lines[0].before, part.lines[0].after) == (
        "答え",
        "**犬の登録**をしてください。",
        "新しい答え",
    )


def test_writer_who_publishes_what_nobody_reviewed_is_told(draft, pages):
    do(pages, draft, "publish")
    assert "先に確認をお願いしてください" in said(pages, draft)


def test_writer_cannot_review(draft, pages):
    assert do(pages, draft, "review").status_code == 403


def test_confirm_asks_for_the_next_day(entry, clerk, pages):
    next_day = timezone.localdate() + timedelta(days=200)
    assert do(pages, entry, "confirm", review_on="").status_code == 422
    do(pages, entry, "confirm", review_on=next_day.isoformat())
    assert FaqEntry.objects.get().due_on == next_day


def test_confirm_refuses_a_day_that_has_passed(entry, clerk, pages):
    do(pages, entry, "confirm", review_on="2020-01-01")
    assert "見直す日が過ぎています" in said(pages, entry)


def test_retired_entry_is_not_offered_to_be_retired_again(entry, clerk, pages):
    do(pages, entry, "retire")
    assert FaqEntry.objects.get().state == "retired"
    do(pages, entry, "retire")
    assert "状態が変わっています" in said(pages, entry)


def test_deed_upon_an_older_revision_is_refused(draft, pages):
    pages.post(f"{draft.pk}/deeds/retire/", {"revision": 1})
    assert "先にこの質問を変更しました" in said(pages, draft)


@pytest.mark.parametrize("deed", DEEDS)
def test_other_section_is_refused(entry, log_in, pages, deed):
    log_in(Role.SECTION_MANAGER, (accounts.section(),))
    assert [pages.get(f"{entry.pk}/deeds/{deed}/").status_code, do(pages, entry, deed).status_code] == [403, 403]


def test_unknown_deed_is_not_found(entry, clerk, pages):
    assert pages.get(f"{entry.pk}/deeds/destroy/").status_code == 404
