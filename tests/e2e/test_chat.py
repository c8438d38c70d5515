"""A question in everyday words becomes an application, on a phone, without leaving the conversation."""

import pytest
from playwright.sync_api import Page, expect

from chatbot.content import load
from chatbot.knowledge.shipping import ship_entries
from forms_app.models import Application
from forms_app.services.shipped import ship_form
from municipalities.accounts.models import Role
from tests.factories import accounts, files

from .conftest import PHONE
from .test_axe import violations
from .test_journey import log_in

pytestmark = pytest.mark.slow


@pytest.fixture
def road_damage(committed_town):
    return ship_form(slug="road-damage", section=accounts.section(name="道路維持課", phone="058-214-4719"))


@pytest.fixture
def knowledge(road_damage):
    ship_entries(sections={entry["section"]: road_damage.section for entry in load.entries()})


def say(page: Page, text: str) -> None:
    page.get_by_label("聞きたいこと・答え").fill(text)
    page.get_by_role("button", name="送る").click()


def press(page: Page, name: str) -> None:
    page.locator(".chat-choices").get_by_role("button", name=name, exact=True).click()


def latest(page: Page):
    return page.locator(".chat-reply").last


def answer(page: Page) -> None:
    page.locator(".chat-control .button-primary").click()


def test_hole_in_the_road_is_reported_in_the_conversation(live_portal, road_damage, knowledge, page, desk, picture):
    section = road_damage.section
    accounts.staff(username="clerk", role=Role.CLERK, sections=(section,))
    page.goto(live_portal.url("gifu-shi", "/"))
    page.get_by_role("link", name="相談する").first.click()
    wrong = {"empty": violations(page)}
    say(page, "家の前の道路に穴があいています")
    expect(latest(page)).to_contain_text("近いものを選んでください")
    picture(page, "chat-1-found")
    wrong["found"] = violations(page)
    press(page, "道路に穴があいている、カーブミラーが壊れているときは、どこに連絡しますか？")
    expect(latest(page)).to_contain_text("道路維持課に電話する")
    picture(page, "chat-2-answer")
    wrong["answer"] = violations(page)
    press(page, "この手続を始める")
    expect(latest(page)).to_contain_text("壊れているものの種類")
    picture(page, "chat-3-question")
    press(page, "道路の穴・くぼみ")
    expect(latest(page)).to_contain_text("危険がありますか")
    say(page, "2番")
    expect(latest(page)).to_contain_text("くわしい状態")
    wrong["text"] = violations(page)
    page.get_by_label("くわしい状態").fill("直径50センチほどの穴です。")
    answer(page)
    expect(latest(page)).to_contain_text("壊れている場所")
    page.wait_for_load_state()
    wrong["place"] = violations(page)
    picture(page, "chat-4-place")
    page.get_by_label("住所や目印").fill("岐阜市司町40-1")
    answer(page)
    expect(latest(page)).to_contain_text("写真")
    page.wait_for_load_state()
    page.locator("input[type=file]").first.set_input_files(
        {"name": "穴.png", "mimeType": "image/png", "buffer": files.PNG}
    )
    answer(page)
    expect(latest(page)).to_contain_text("結果をお知らせ")
    press(page, "知らせなくてよい")
    expect(latest(page)).to_contain_text("次の内容でよろしいですか")
    wrong["check"] = violations(page)
    picture(page, "chat-5-check")
    press(page, "この内容で送る")
    expect(latest(page)).to_contain_text("申請を受け付けました")
    picture(page, "chat-6-done")
    application = Application.objects.get()
    expect(latest(page)).to_contain_text(application.receipt_number)
    assert {where: found for where, found in wrong.items() if found} == {}
    page.get_by_role("link", name="受付の控えを見る").click()
    expect(page.get_by_text("照会パスワード").first).to_be_visible()

    log_in(desk, live_portal)
    desk.goto(live_portal.url("gifu-shi", f"/admin/forms_app/application/{application.pk}/change/"))
    expect(desk.get_by_text("直径50センチほどの穴です。")).to_be_visible()
    expect(desk.get_by_text("岐阜市司町40-1").first).to_be_visible()


def test_conversation_survives_a_reload(live_portal, road_damage, page):
    page.goto(live_portal.url("gifu-shi", "/chat/"))
    say(page, "道路に穴があります")
    expect(latest(page)).to_contain_text("こちらですか")
    page.reload()
    expect(page.get_by_text("道路に穴があります")).to_be_visible()


def test_conversation_goes_on_without_script(live_portal, road_damage, new_context):
    page = new_context(**PHONE, java_script_enabled=False).new_page()
    page.goto(live_portal.url("gifu-shi", "/chat/"))
    say(page, "道路に穴があります")
    press(page, "「道路破損報告」をはじめる")
    expect(latest(page)).to_contain_text("壊れているものの種類")


def test_keyboard_alone_has_a_conversation(live_portal, road_damage, desk):
    desk.goto(live_portal.url("gifu-shi", "/chat/"))
    desk.get_by_label("聞きたいこと・答え").focus()
    desk.keyboard.type("道路に穴があります")
    desk.keyboard.press("Enter")
    expect(latest(desk)).to_contain_text("こちらですか")
    expect(desk.locator(".chat-choice").first).to_be_focused()
    desk.keyboard.press("Enter")
    expect(latest(desk)).to_contain_text("壊れているものの種類")
