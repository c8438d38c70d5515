"""A clerk writes an answer, is warned that there is one already, has it reviewed, and residents find it."""

import pytest
from playwright.sync_api import Page, expect

from chatbot.content import load
from chatbot.knowledge import current
from chatbot.knowledge.shipping import ship_entries
from chatbot.models import FaqCategory, FaqEntry
from municipalities.accounts.models import Role
from tests.factories import accounts

from .conftest import PHONE

pytestmark = pytest.mark.slow
LIST = "/admin/chatbot/faqentry/"
QUESTION = "ハチの巣を見つけたら、どうすればよいですか？"
ANSWER = "**スズメバチ**は危険です。近づかずに、環境課へお電話ください。\n\n- 電話：058-265-4141\n- 受付：平日 午前8時30分から午後5時15分まで"


@pytest.fixture
def section(committed_town):
    section = accounts.section(name="環境課", phone="058-265-4141")
    accounts.section(name="税務課")
    ship_entries(sections={entry["section"]: section for entry in load.entries()})
    return section


@pytest.fixture
def log_in(new_context, live_portal, section):
    """As a new person of the section, on a screen of their own."""

    def enter(username: str, role: str = Role.CLERK, **screen) -> Page:
        accounts.staff(username=username, role=role, sections=(section,))
        page = new_context(**(screen or {"viewport": {"width": 1360, "height": 900}})).new_page()
        page.goto(live_portal.url("gifu-shi", "/admin/"))
        page.locator("#id_username").fill(username)
        page.locator("#id_password").fill(accounts.PASSWORD)
        page.locator("#id_password").press("Enter")
        page.wait_for_url(lambda url: "login" not in url)
        return page

    return enter


def test_answer_is_written_reviewed_published_and_found(live_portal, log_in, picture):
    writer = log_in("writer")
    writer.goto(live_portal.url("gifu-shi", LIST))
    picture(writer, "faq-1-list")
    writer.goto(live_portal.url("gifu-shi", f"{LIST}add/"))
    writer.get_by_label("質問", exact=True).fill("犬を飼い始めたときは、どんな手続きが必要ですか")
    expect(writer.locator("#faq-neighbours")).to_contain_text("質問が")
    picture(writer, "faq-2-warned")
    write(writer)
    picture(writer, "faq-3-written")
    writer.get_by_role("button", name="試す").click()
    expect(writer.locator("#faq-reach")).to_contain_text("いちばん先に出ます")
    picture(writer, "faq-4-reach")
    writer.get_by_role("button", name="保存して確認をお願いする").click()
    expect(writer.get_by_text("保存して、確認をお願いしました。")).to_be_visible()
    picture(writer, "faq-5-waiting")

    entry = FaqEntry.objects.get(question=QUESTION)
    assert [found.entry.slug for found in current.find("スズメバチの巣がある").found][:1] != [entry.slug]
    colleague = log_in("colleague", **PHONE)
    colleague.goto(live_portal.url("gifu-shi", f"{LIST}?standing=waiting"))
    picture(colleague, "faq-6-phone-list")
    colleague.get_by_role("link", name=QUESTION).click()
    picture(colleague, "faq-7-phone-entry")
    colleague.get_by_role("link", name="公開する").click()
    picture(colleague, "faq-8-phone-publish")
    colleague.get_by_role("button", name="公開する").click()
    expect(colleague.get_by_text("公開しました。")).to_be_visible()
    assert current.find("スズメバチの巣がある").found[0].entry.slug == entry.slug

    colleague.goto(live_portal.url("gifu-shi", f"{LIST}{entry.pk}/revisions/"))
    picture(colleague, "faq-9-phone-history")


def write(page: Page) -> None:
    page.get_by_label("質問", exact=True).fill(QUESTION)
    page.get_by_label("ほかの言い方").fill("スズメバチの巣\n蜂の巣の駆除")
    page.get_by_label("答え", exact=True).fill(ANSWER)
    expect(page.locator("#faq-preview strong")).to_have_text("スズメバチ")
    page.get_by_label("分野").select_option(str(FaqCategory.objects.filter(parent__isnull=False).first().pk))
    page.get_by_label("担当課").select_option(label="環境課")
    page.get_by_label("住民が聞きそうなことば").fill("庭にハチが巣を作った")
