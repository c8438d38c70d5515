import pytest

from chatbot.knowledge import verbs
from chatbot.models import FaqEntry
from municipalities.accounts.models import Role
from tests.factories import accounts
from tests.municipalities.accounts.visible_text import visible_text


@pytest.fixture
def changed(entry, clerk) -> FaqEntry:
    """The second revision: another line, another category of words, a switch."""
    facts = {"answer": "一行目\n二行目", "paraphrases": ["犬の登録"], "is_general": True}
    verbs.save_entry(entry=entry, staff=clerk, revision=1, facts=facts)
    return verbs.save_entry(entry=entry, staff=clerk, revision=2, facts={"answer": "一行目\n直した二行目"}, note="訂正")


def parts(page) -> dict[str, list[tuple[str, str]]]:
    return {part.name: [(line.before, line.after) for line in part.lines] for part in page.context["parts"]}


def test_history_lists_every_deed_with_who_and_why(changed, clerk, pages):
    rows = pages.get(f"{changed.pk}/revisions/").context["revisions"]
    assert [(row["row"].number, row["row"].kind, str(row["who"]), row["row"].note) for row in rows] == [
        (3, "save", "職員 太郎", "訂正"),
        (2, "save", "職員 太郎", ""),
        (1, "publish", "システム", ""),
    ]
    assert [row["is_read"] for row in rows] == [False, False, True]


def test_compare_shows_the_last_two_and_only_lines_that_differ(changed, pages):
    assert parts(pages.get(f"{changed.pk}/revisions/compare/")) == {"答え": [("二行目", "直した二行目")]}


def test_compare_shows_any_two(changed, pages):
    shown = parts(pages.get(f"{changed.pk}/revisions/compare/?before=1&after=2"))
    assert shown == {
        "ほかの言い方": [("", "犬の登録")],
        "答え": [("**犬の登録**をしてください。", "一行目\n二行目")],
        "代表質問": [("いいえ", "はい")],
    }


@pytest.mark.parametrize("query", ["?before=x&after=-1", "?before=99", "?after=%E3%80%87"])
def test_compare_of_what_is_not_there_shows_the_last_two(changed, pages, query):
    assert list(parts(pages.get(f"{changed.pk}/revisions/compare/{query}"))) == ["答え"]


def test_restore_shows_and_brings_back(changed, clerk, pages):
    page = pages.get(f"{changed.pk}/revisions/1/restore/")
    assert "<strong>犬の登録</strong>" in page.content.decode()
    pages.post(f"{changed.pk}/revisions/1/restore/", {"revision": 3})
    assert FaqEntry.objects.get().answer == "**犬の登録**をしてください。"


def test_restore_upon_an_older_revision_is_refused(changed, pages):
    pages.post(f"{changed.pk}/revisions/1/restore/", {"revision": 2})
    text = visible_text(pages.get(f"{changed.pk}/change/").content.decode())
    assert "先にこの質問を変更しました" in text
    assert FaqEntry.objects.get().revision == 3


def test_other_section_looks_at_the_history_and_restores_nothing(changed, log_in, pages):
    log_in(Role.CLERK, (accounts.section(),))
    rows = pages.get(f"{changed.pk}/revisions/").context["revisions"]
    assert [row["restore_url"] for row in rows] == ["", "", ""]
    assert pages.post(f"{changed.pk}/revisions/1/restore/", {"revision": 3}).status_code == 403


def test_revision_that_is_not_there(changed, pages):
    assert pages.get(f"{changed.pk}/revisions/{10**20}/restore/").status_code == 404
