"""The list and the page of a topic, as clerks use them."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chatbot.models import FaqEntry, UnansweredQuestion, UnansweredState
from municipalities.accounts.models import Role
from municipalities.audit.models import AuditRecord
from tests.factories import accounts, faq
from tests.factories.asked import asked, topic

LIST = "/admin/chatbot/unansweredquestion/"
ADD = "/admin/chatbot/faqentry/add/"


@pytest.fixture
def section(in_town):
    return accounts.section(name="公園課")


@pytest.fixture
def log_in(town_client, section):
    def enter(role: str = Role.CLERK) -> Any:
        person = accounts.staff(role=role, sections=(section,))
        town_client.force_login(person)
        return person

    return enter


@pytest.fixture
def clerk(log_in):
    return log_in()


class Pages:
    def __init__(self, client: Any, town: Any):
        self.client, self.town = client, town

    def get(self, address: str) -> Any:
        response = self.client.get(address)
        connection.set_tenant(self.town)
        return response

    def post(self, address: str, data: dict[str, Any]) -> Any:
        response = self.client.post(address, data)
        connection.set_tenant(self.town)
        return response


@pytest.fixture
def pages(town, town_client):
    return Pages(town_client, town)


def page_of(made: UnansweredQuestion) -> str:
    return f"{LIST}{made.pk}/change/"


def titles(page: str, *wanted: str) -> list[str]:
    return sorted((title for title in wanted if title in page), key=page.index)


def test_list_ranks_by_conversations(pages, clerk):
    topic("商品券を買いたい")
    topic("ドローンを飛ばしたい", "ドローン", "空撮")
    page = pages.get(LIST).content.decode()
    assert titles(page, "商品券を買いたい", "ドローンを飛ばしたい") == ["ドローンを飛ばしたい", "商品券を買いたい"]
    assert "3件" in page


def test_list_shows_open_topics_of_ninety_days_unless_asked_otherwise(pages, clerk):
    today = timezone.localdate()
    topic("昔の質問", last_on=today - timedelta(days=90))
    handled = {"state": "ignored", "reason": "国の仕事", "handled_by": clerk, "handled_on": today}
    topic("国への質問", **handled)
    topic("今の質問")
    every = ("昔の質問", "国への質問", "今の質問")
    assert titles(pages.get(LIST).content.decode(), *every) == ["今の質問"]
    assert titles(pages.get(f"{LIST}?state=ignored").content.decode(), *every) == ["国への質問"]
    assert set(titles(pages.get(f"{LIST}?state=all&days=180").content.decode(), *every)) == set(every)
    assert pages.get(f"{LIST}?days=1000000&state=zzz").status_code == 200


def test_list_narrows_to_field_and_section(pages, clerk, section):
    parks = faq.category(slug="parks")
    topic("公園の質問", category=parks, section=section)
    topic("ほかの質問")
    for query in ("category=parks", f"section__id__exact={section.pk}"):
        assert titles(pages.get(f"{LIST}?{query}").content.decode(), "公園の質問", "ほかの質問") == ["公園の質問"]


def test_looking_leaves_a_record(pages, clerk):
    made = topic("ドローンを飛ばしたい")
    pages.get(LIST)
    pages.get(page_of(made))
    found = AuditRecord.objects.filter(action="unansweredquestion.view").order_by("id")
    assert list(found.values_list("object_id", "actor_id")) == [("0", clerk.pk), (str(made.pk), clerk.pk)]


def test_list_costs_as_many_statements_for_many_topics(pages, clerk, section):
    def statements() -> int:
        pages.get(LIST)  # so that towns and indexes are remembered
        with CaptureQueriesContext(connection) as queries:
            pages.get(LIST)
        return len(queries)

    entry = faq.published(section=section)
    topic("最初の質問", section=section, category=entry.category)
    one = statements()
    for number in range(12):
        topic(f"質問その{number}", section=section, category=entry.category)
    assert statements() == one


def test_page_costs_as_many_statements_for_many_questions(pages, clerk):
    made = topic("ドローンを飛ばしたい")

    def statements() -> int:
        pages.get(page_of(made))
        with CaptureQueriesContext(connection) as queries:
            pages.get(page_of(made))
        return len(queries)

    one = statements()
    for number in range(20):
        asked(f"ドローン{number}", topic=made)
    assert statements() == one


def test_page_shows_in_which_words_it_was_asked_and_what_comes_near(pages, clerk, section):
    faq.published(section=section, question="公園でできないことは何ですか？")
    made = topic("公園でドローンを飛ばしたい", "公園でドローンを飛ばしたい", "〔氏名〕です。公園で空撮")
    page = pages.get(page_of(made)).content.decode()
    assert "2回" in page
    assert "〔氏名〕です。公園で空撮" in page
    assert "公園でできないことは何ですか？" in page
    assert 'value="〔氏名〕です。公園で空撮"' not in page


def test_words_are_added_to_an_entry_and_the_effect_is_shown(pages, clerk, section):
    entry = faq.published(section=section, question="無人航空機の飛行")
    made = topic("ドローンを飛ばしたい")
    posted = {"entry": f"{entry.pk}:{entry.revision}", "words": ["ドローンを飛ばしたい"]}
    answer = pages.post(f"{LIST}{made.pk}/deeds/words/", posted)
    assert answer["Location"] == page_of(made)
    assert FaqEntry.objects.get().paraphrases == ["ドローンを飛ばしたい"]
    page = pages.get(page_of(made)).content.decode()
    assert "対応の効果" in page
    assert "公開すると" in page


@pytest.mark.parametrize(
    "posted", [{}, {"entry": "x:y", "words": ["a"]}, {"entry": "1:1"}, {"entry": "99999999999:1", "words": ["a"]}]
)
def test_words_without_an_entry_are_refused_with_a_sentence(pages, clerk, posted):
    made = topic("ドローンを飛ばしたい")
    answer = pages.post(f"{LIST}{made.pk}/deeds/words/", posted)
    assert answer.status_code == 422
    assert "加えることばを選んで" in answer.content.decode()


def test_words_that_are_too_long_are_refused_with_a_sentence(pages, clerk, section):
    entry, made = faq.published(section=section), topic("ドローンを飛ばしたい")
    answer = pages.post(
        f"{LIST}{made.pk}/deeds/words/", {"entry": f"{entry.pk}:{entry.revision}", "words": ["あ" * 101]}
    )
    assert answer.status_code == 422
    assert UnansweredQuestion.objects.get().state == UnansweredState.OPEN


def test_entry_that_was_changed_meanwhile_is_told(pages, clerk, section):
    entry, made = faq.published(section=section), topic("ドローンを飛ばしたい")
    pages.post(f"{LIST}{made.pk}/deeds/words/", {"entry": f"{entry.pk}:77", "words": ["ドローン"]})
    assert "先にこの質問を変更しました" in pages.get(page_of(made)).content.decode()


def test_topic_is_ignored_with_a_reason_only_and_taken_up_again(pages, clerk):
    made = topic("ドローンを飛ばしたい")
    assert pages.post(f"{LIST}{made.pk}/deeds/ignore/", {"reason": " "}).status_code == 422
    pages.post(f"{LIST}{made.pk}/deeds/ignore/", {"reason": "国の仕事"})
    assert "国の仕事" in pages.get(page_of(made)).content.decode()
    pages.post(f"{LIST}{made.pk}/deeds/reopen/", {})
    assert UnansweredQuestion.objects.get().state == UnansweredState.OPEN


def test_new_entry_begins_with_what_was_asked_and_handles_the_topic(pages, clerk, section):
    made = topic("公園でドローンを飛ばしたい", "空撮の許可", category=faq.category(slug="parks"), section=section)
    page = pages.get(f"{ADD}?unanswered={made.pk}").content.decode()
    assert 'value="公園でドローンを飛ばしたい"' in page
    assert "空撮の許可</textarea>" in page
    entry = {
        "question": "公園でドローンを飛ばせますか？",
        "paraphrases": "空撮の許可",
        "answer": "できません。",
        "language": "ja",
    }
    posted = {**entry, "category": made.category_id, "section": section.pk, "revision": 0}
    pages.post(f"{ADD}?unanswered={made.pk}", posted)
    made.refresh_from_db()
    assert (made.state, made.entry) == (UnansweredState.DONE, FaqEntry.objects.get())
    assert (
        f"番号{made.pk}の質問への効果を見る"
        in pages.get(f"/admin/chatbot/faqentry/{made.entry_id}/change/").content.decode()
    )


def test_new_entry_for_a_topic_that_was_handled_meanwhile_begins_empty(pages, clerk):
    made = topic("ドローン", state="ignored", reason="国", handled_by=clerk, handled_on=timezone.localdate())
    for number in (made.pk, 999, "x", 10**30):
        assert "ドローン" not in pages.get(f"{ADD}?unanswered={number}").content.decode()


def test_deeds_are_no_links_and_unknown_ones_do_not_exist(pages, clerk):
    made = topic("ドローンを飛ばしたい")
    assert pages.get(f"{LIST}{made.pk}/deeds/ignore/").status_code == 405
    assert pages.post(f"{LIST}{made.pk}/deeds/evil/", {}).status_code == 404
    assert pages.get(f"{LIST}999/change/").status_code == 404


def test_who_only_reads_sees_none_of_it(pages, log_in):
    log_in(Role.READ_ONLY)
    made = topic("ドローンを飛ばしたい")
    assert [pages.get(address).status_code for address in (LIST, page_of(made))] == [403, 403]
    assert pages.post(f"{LIST}{made.pk}/deeds/ignore/", {"reason": "国"}).status_code == 403
    assert AuditRecord.objects.filter(action__startswith="unanswered").count() == 0


def test_another_town_sees_none_of_it(town, other_town, other_town_client, clerk):
    from municipalities.tenancy.context import tenant_context

    made = topic("ドローンを飛ばしたい")
    with tenant_context(other_town):
        other_town_client.force_login(accounts.staff(role=Role.TENANT_ADMIN))
    assert other_town_client.get(page_of(made)).status_code == 404
