"""署名: with a finger, and with the keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from forms_app.models import Application
from tests.factories import forms

from .test_axe import violations

pytestmark = pytest.mark.slow
SIGNED = forms.definition({"key": "sign", "type": "signature", "label": "署名", "required": True})


@pytest.fixture
def form_page(committed_town, live_portal, page) -> Page:
    forms.published_form(definition=SIGNED, slug="signed")
    page.goto(live_portal.url("gifu-shi", "/procedures/signed/"))
    page.get_by_role("button", name="入力をはじめる").click()
    return page


def draw(page: Page) -> None:
    box = page.locator("canvas").bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 30, steps=12)
    page.mouse.up()


def go_on(page: Page) -> None:
    page.locator(".form-buttons button[value=next]").click()


def test_a_drawn_signature_arrives(form_page):
    assert violations(form_page) == []
    draw(form_page)
    expect(form_page.get_by_text("署名を書きました。")).to_be_visible()
    go_on(form_page)
    expect(form_page.get_by_role("img", name="署名")).to_be_visible()
    assert violations(form_page) == []
    form_page.get_by_role("button", name="この内容で申請する").click()
    form_page.wait_for_url("**/done/")
    assert Application.objects.get().get_answers()["sign"]["kind"] == "drawn"


def test_a_drawing_is_still_there_after_the_way_back(form_page):
    draw(form_page)
    go_on(form_page)
    form_page.get_by_role("link", name="直す").click()
    go_on(form_page)
    expect(form_page.get_by_role("img", name="署名")).to_be_visible()


def test_what_was_cleared_is_not_sent(form_page):
    draw(form_page)
    form_page.get_by_role("button", name="書き直す").click()
    expect(form_page.get_by_text("署名を消しました。")).to_be_visible()
    go_on(form_page)
    expect(form_page.locator(".error-summary")).to_be_visible()
    assert violations(form_page) == []


def test_the_keyboard_signs_with_a_name(form_page):
    form_page.get_by_role("textbox", name="氏名").focus()
    form_page.keyboard.type("岐阜 花子")
    go_on(form_page)
    expect(form_page.get_by_text("「この氏名を署名とします」に印を付けてください。").first).to_be_visible()
    form_page.get_by_role("textbox", name="氏名").press("Tab")
    form_page.keyboard.press("Space")
    go_on(form_page)
    expect(form_page.get_by_text("岐阜 花子（氏名の入力による署名）")).to_be_visible()
