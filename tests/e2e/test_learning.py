"""What nobody could answer is asked, found by a manager, answered by a new entry, and answered when it is asked again."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from chatbot.content import load
from chatbot.knowledge.shipping import ship_entries
from chatbot.learning.topics import group_unanswered
from chatbot.models import Answered, AskedQuestion, FaqCategory, UnansweredQuestion, UnansweredState
from municipalities.accounts.models import Role
from tests.factories import accounts
from tests.factories.asked import asked, record

from .test_axe import violations
from .test_chat import latest, say

pytestmark = pytest.mark.slow
ASKED = "ドローンを飛ばしたい"
BEFORE = [
    ASKED,
    "公園でドローンの空撮をしたい",
    "ドローンの許可はどこ",
    "佐藤です。プレミアム商品券はまだ買えますか",
    "プレミアム商品券の購入",
]


@pytest.fixture
def section(committed_town):
    section = accounts.section(name="公園整備課", phone="058-214-4719")
    ship_entries(sections={entry["section"]: section for entry in load.entries()})
    return section


@pytest.fixture
def log(section):
    """Two months of a town, so that there is something to look at."""
    today = timezone.localdate()
    for days in range(60):
        of = record(day=today - timedelta(days=days), wants_person=days % 9 == 0)
        for number in range(1 + days % 4):
            asked(record=of, answered=Answered.ALONE, read="garbage-how-to", verdict="helped" if number else "")
        asked(record=of, answered=Answered.OFFERED, shown=["move-in"], read="move-in" if days % 3 else "")
        asked(BEFORE[days % 5].replace("佐藤", "〔氏名〕"), record=of, wants_person=days % 9 == 0)


def test_question_in_vain_becomes_an_answer(live_portal, log, section, page, desk, picture):
    page.goto(live_portal.url("gifu-shi", "/chat/"))
    say(page, ASKED)
    expect(latest(page)).to_contain_text("近いもの")
    assert AskedQuestion.objects.last().text == ASKED
    group_unanswered()

    log_in(desk, live_portal, section)
    desk.goto(live_portal.url("gifu-shi", "/admin/chatbot/unansweredquestion/"))
    picture(desk, "learning-1-list")
    wrong = {"list": violations(desk)}
    desk.get_by_role("link", name=ASKED).click()
    picture(desk, "learning-2-topic")
    wrong["topic"] = violations(desk)
    desk.get_by_role("link", name="新しい質問と答えを書く").click()
    expect(desk.locator("#id_question")).to_have_value(ASKED)
    desk.locator("#id_question").fill("公園でドローンを飛ばしてもよいですか？")
    desk.get_by_label("ほかの言い方").fill(f"{ASKED}\n公園でドローンの空撮をしたい")
    desk.locator("#id_answer").fill("市の公園では、許可なくドローンを飛ばすことはできません。")
    desk.locator("#id_category").select_option(str(FaqCategory.objects.get(slug="parks").pk))
    desk.locator("#id_section").select_option(label="公園整備課")
    picture(desk, "learning-3-draft")
    desk.get_by_role("button", name="保存して公開する").click()
    expect(desk.get_by_text("保存して、公開しました。")).to_be_visible()
    desk.get_by_role("link", name="への効果を見る").click()
    expect(desk.get_by_role("heading", name="対応の効果")).to_be_visible()
    picture(desk, "learning-4-effect")
    wrong["effect"] = violations(desk)
    topic = UnansweredQuestion.objects.get(entry__isnull=False)
    assert (topic.title, topic.state) == (ASKED, UnansweredState.DONE)

    say(page, ASKED)
    expect(latest(page)).to_contain_text("許可なくドローンを飛ばすことはできません")
    desk.goto(live_portal.url("gifu-shi", "/admin/chatbot/conversationrecord/?unit=week"))
    expect(desk.get_by_role("img", name="質問の数のグラフ")).to_be_visible()
    desk.set_viewport_size({"width": 1280, "height": 1900})
    picture(desk, "learning-5-figures")
    wrong["figures"] = violations(desk)
    desk.set_viewport_size({"width": 390, "height": 844})
    picture(desk, "learning-6-phone-figures")
    desk.goto(live_portal.url("gifu-shi", "/admin/chatbot/unansweredquestion/?state=all"))
    picture(desk, "learning-7-phone-list")
    desk.goto(live_portal.url("gifu-shi", f"/admin/chatbot/unansweredquestion/{topic.pk}/change/"))
    picture(desk, "learning-8-phone-topic")
    assert wrong == dict.fromkeys(wrong, [])


def log_in(page: Page, live_portal, section) -> None:
    accounts.staff(username="manager", role=Role.SECTION_MANAGER, sections=(section,))
    page.goto(live_portal.url("gifu-shi", "/admin/"))
    page.locator("#id_username").fill("manager")
    page.locator("#id_password").fill(accounts.PASSWORD)
    page.locator("#id_password").press("Enter")
    page.wait_for_url(lambda url: "login" not in url)
