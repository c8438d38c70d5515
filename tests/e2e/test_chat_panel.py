"""The conversation over a page: on a phone it fills the screen, on a desk it stands beside what one reads."""

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from forms_app.services.shipped import ship_form
from municipalities.accounts.models import Role
from tests.factories import accounts

from .conftest import PHONE
from .test_axe import violations
from .test_handover import today
from .test_journey import log_in

pytestmark = pytest.mark.slow
OPENER = "チャットで相談"


@pytest.fixture
def road_damage(committed_town):
    section = accounts.section(name="道路維持課", phone="058-214-4719")
    accounts.staff(username="clerk", role=Role.CLERK, sections=(section,))
    return ship_form(slug="road-damage", section=section)


def opener(page: Page):
    return page.get_by_role("link", name=OPENER)


def panel(page: Page):
    return page.get_by_role("dialog", name=OPENER)


def inside(page: Page) -> FrameLocator:
    return page.frame_locator(".chat-panel iframe")


def ask(page: Page, text: str) -> None:
    inside(page).locator("[data-chat-text]").fill(text)
    inside(page).locator("[data-chat-text]").press("Enter")


def test_panel_stays_beside_the_pages_on_a_desk(live_portal, road_damage, desk, picture):
    desk.goto(live_portal.url("gifu-shi", "/"))
    opener(desk).press("Enter")
    ask(desk, "道路に穴があいています")
    expect(inside(desk).locator(".chat-reply").last).to_contain_text("こちらですか")
    picture(desk, "chat-panel-1-desk")
    wrong = {"open": violations(desk), "within": violations(desk.frames[-1])}
    inside(desk).get_by_role("link", name="道路破損報告の説明").click()
    expect(desk.get_by_role("heading", level=1, name="道路破損報告")).to_be_visible()
    expect(inside(desk).get_by_text("道路に穴があいています")).to_be_visible()  # still open, as it was
    desk.get_by_role("button", name="特大").click()
    expect(inside(desk).locator("html")).to_have_class("text-largest")
    inside(desk).locator("[data-chat-text]").press("Escape")
    expect(panel(desk)).to_be_hidden()
    expect(opener(desk)).to_be_focused()
    desk.reload()
    expect(opener(desk)).to_have_attribute("aria-expanded", "false")
    assert {where: found for where, found in wrong.items() if found} == {}


def test_panel_fills_a_phone_and_makes_way_for_the_page_a_link_leads_to(live_portal, road_damage, page, picture):
    page.goto(live_portal.url("gifu-shi", "/"))
    wrong = {"closed": violations(page)}
    opener(page).click()
    ask(page, "道路に穴があいています")
    expect(inside(page).locator(".chat-reply").last).to_contain_text("こちらですか")
    box = panel(page).bounding_box()
    assert (box["width"], box["height"]) == (390, 844)
    picture(page, "chat-panel-2-phone", is_whole=False)
    wrong["open"] = violations(page)
    page.reload()
    expect(inside(page).get_by_text("道路に穴があいています")).to_be_visible()
    inside(page).get_by_role("link", name="道路破損報告の説明").click()
    expect(page.get_by_role("heading", level=1, name="道路破損報告")).to_be_visible()
    expect(panel(page)).to_have_count(0)
    picture(page, "chat-panel-3-procedure", is_whole=False)
    assert {where: found for where, found in wrong.items() if found} == {}


def test_answer_of_a_clerk_is_told_while_the_panel_is_small(live_portal, road_damage, page, desk):
    today(is_open=True)
    page.goto(live_portal.url("gifu-shi", "/"))
    opener(page).click()
    inside(page).get_by_role("button", name="職員に聞く").click()
    expect(inside(page).get_by_text("職員を待っています。")).to_be_visible()
    panel(page).get_by_role("button", name="小さくする").click()
    page.goto(live_portal.url("gifu-shi", "/procedures/"))
    log_in(desk, live_portal)
    desk.goto(live_portal.url("gifu-shi", "/admin/chatbot/handover/"))
    desk.get_by_role("link", name="道路維持課").click()
    desk.get_by_role("button", name="担当する").click()
    expect(page.get_by_text("新しい返事があります")).to_be_visible()


@pytest.mark.parametrize(
    "options", [{"viewport": {"width": 320, "height": 640}}, {"viewport": {"width": 640, "height": 450}}]
)
def test_link_stands_at_the_end_where_there_is_no_room(live_portal, committed_town, new_context, options):
    """320 px, and a desk of 1280 × 900 at 200 %."""
    page = new_context(**options).new_page()
    page.goto(live_portal.url("gifu-shi", "/"))
    is_last = "document.querySelector('.chat-opener').getBoundingClientRect().top >= document.querySelector('.site-footer').getBoundingClientRect().bottom"
    assert page.evaluate(is_last)


def test_without_script_the_link_leads_to_the_page(live_portal, committed_town, new_context):
    page = new_context(**PHONE, java_script_enabled=False).new_page()
    page.goto(live_portal.url("gifu-shi", "/"))
    opener(page).click()
    expect(page.get_by_role("heading", level=1, name="相談する")).to_be_visible()
