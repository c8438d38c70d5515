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
from .test_axe import violations

pytestmark = pytest.mark.slow
LIST = "/admin/chatbot/faqentry/"
QUESTION = "公園でドローンを飛ばしてもよいですか？"
ANSWER = """市が管理する公園では、**許可なくドローンを飛ばすことはできません**。

- 申請先：公園整備課（電話 058-214-4719）
- 申請の期限：飛ばす日の14日前まで

[国土交通省のページ](https://www.mlit.go.jp/koku/)も、あわせてご確認ください。"""
ROWS = """記号,質問,答え,分野,担当課
dog-registration-apply,,犬の登録は、窓口でできます。,,
,亀を飼うには？,届出はいりません。,pets,公園整備課
,猫を飼うには？,,pets,ない課
"""
ASKED = "ドローンで公園を撮影したい"


@pytest.fixture
def section(committed_town):
    section = accounts.section(name="公園整備課", phone="058-214-4719")
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
    writer.locator("#id_question").fill("犬を飼い始めたときは、どんな手続きが必要ですか")
    expect(writer.locator("#faq-neighbours")).to_contain_text("質問が")
    picture(writer, "faq-2-warned")
    write(writer)
    picture(writer, "faq-3-written")
    writer.get_by_role("button", name="試す").click()
    expect(writer.locator("#faq-reach")).to_contain_text("いちばん先に出ます")
    picture(writer, "faq-4-reach")
    assert violations(writer) == []
    writer.get_by_role("button", name="保存して確認をお願いする").click()
    expect(writer.get_by_text("保存して、確認をお願いしました。")).to_be_visible()
    picture(writer, "faq-5-waiting")

    entry = FaqEntry.objects.get(question=QUESTION)
    assert [found.entry.slug for found in current.find(ASKED).found][:1] != [entry.slug]
    colleague = log_in("colleague", **PHONE)
    colleague.goto(live_portal.url("gifu-shi", f"{LIST}?standing=waiting"))
    picture(colleague, "faq-6-phone-list")
    colleague.get_by_role("link", name=QUESTION).click()
    picture(colleague, "faq-7-phone-entry")
    colleague.get_by_role("link", name="公開する").click()
    picture(colleague, "faq-8-phone-publish")
    assert violations(colleague) == []
    colleague.get_by_role("button", name="公開する").click()
    expect(colleague.get_by_text("公開しました。")).to_be_visible()
    assert current.find(ASKED).found[0].entry.slug == entry.slug

    writer.goto(live_portal.url("gifu-shi", f"{LIST}{entry.pk}/change/"))
    writer.locator("#id_answer").fill(ANSWER.replace("14日前", "30日前"))
    writer.get_by_label("変更の理由").fill("規則の改正")
    writer.get_by_role("button", name="保存する").click()
    expect(writer.get_by_text("住民は、前に公開した内容を読んでいます。")).to_be_visible()
    picture(writer, "faq-9-changed")
    writer.get_by_role("link", name="履歴を見る").click()
    picture(writer, "faq-10-history")
    writer.get_by_role("link", name="変わったところを見る").first.click()
    expect(writer.locator("ins")).to_contain_text("30日前")
    picture(writer, "faq-11-difference")


def test_table_of_a_clerk_is_brought_in(live_portal, log_in, picture):
    clerk = log_in("clerk")
    clerk.goto(live_portal.url("gifu-shi", LIST))
    clerk.get_by_text("ファイルへの書き出し・ファイルからの取り込み").click()
    with clerk.expect_download() as download:
        clerk.get_by_role("link", name="Excelに書き出す").click()
    table = download.value.path()
    clerk.get_by_role("link", name="ファイルから取り込む").click()
    picture(clerk, "faq-12-import")
    clerk.locator("input[type=file]").set_input_files(
        {"name": "faq.xlsx", "mimeType": "application/zip", "buffer": table.read_bytes()}
    )
    clerk.get_by_role("button", name="内容を確かめる").click()
    expect(clerk.get_by_text("取り込むものがありません。")).to_be_visible()
    clerk.get_by_role("link", name="ほかのファイルを選ぶ").click()
    clerk.locator("input[type=file]").set_input_files(
        {"name": "a.csv", "mimeType": "text/csv", "buffer": ROWS.encode()}
    )
    clerk.get_by_role("button", name="内容を確かめる").click()
    picture(clerk, "faq-13-report")
    assert violations(clerk) == []
    clerk.get_by_role("button", name="2件を取り込む").click()
    expect(clerk.get_by_text("取り込みました（新しい質問1件、変更1件）。")).to_be_visible()
    assert FaqEntry.objects.filter(question="亀を飼うには？", state="draft").count() == 1


def test_administrator_arranges_the_categories(live_portal, log_in, picture):
    administrator = log_in("administrator", Role.TENANT_ADMIN)
    administrator.goto(live_portal.url("gifu-shi", "/admin/chatbot/faqcategory/"))
    picture(administrator, "faq-14-categories")
    administrator.get_by_role("button", name="「税・保険・年金」を上へ").click()
    expect(administrator.locator("#result_list tbody tr").first).to_contain_text("税・保険・年金")


def write(page: Page) -> None:
    page.locator("#id_question").fill(QUESTION)
    page.get_by_label("ほかの言い方").fill("ドローンの飛行許可\n空撮をしたい")
    page.locator("#id_answer").fill(ANSWER)
    expect(page.locator("#faq-preview .faq-html strong")).to_have_text("許可なくドローンを飛ばすことはできません")
    page.locator("#id_category").select_option(str(FaqCategory.objects.filter(parent__isnull=False).first().pk))
    page.locator("#id_section").select_option(label="公園整備課")
    page.get_by_label("住民が聞きそうなことば").fill("子どもとドローンで遊びたい")
