"""A form with family members, offers that depend on them and a fee that is worked out: on a phone, and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from forms_app.services.publish import publish_form
from tests.factories import accounts, forms

from .conftest import PHONE, LivePortal

pytestmark = pytest.mark.slow
FAMILY = {
    "key": "home", "type": "repeat", "label": "いっしょに利用するご家族", "row_label": "ご家族", "required": True,
    "help": "お申し込みになる方を除いて、ひとりずつ入力してください。", "max_rows": 4,
    "fields": [
        {"key": "name", "type": "text", "label": "お名前", "required": True},
        {"key": "age", "type": "number", "label": "年齢", "required": True, "unit": "歳", "integer": True, "min": 0},
        {
            "key": "school", "type": "text", "label": "学校や園の名前",
            "show_when": {"field": "age", "operator": "at_most", "value": 18},
        },
    ],
}  # fmt: skip
ROOM = {
    "key": "room", "type": "choice", "label": "お部屋", "required": True,
    "options": [
        {"value": "small", "label": "小さい部屋（3人まで）"},
        {"value": "large", "label": "大きい部屋", "show_when": {"field": "home", "operator": "at_least", "value": 2}},
    ],
}  # fmt: skip
FEE = {"key": "fee", "type": "calculated", "label": "利用料", "formula": "500 + home * 1200", "unit": "円"}


@pytest.fixture
def portal(committed_town, live_portal) -> LivePortal:
    form = forms.form(
        slug="family-room",
        title="親子ふれあい室の利用申込",
        section=accounts.section(name="子育て支援課"),
        definition=forms.definition(FAMILY, ROOM, FEE, title="親子ふれあい室の利用申込"),
    )
    publish_form(form=form, staff=None, change_note="", revision=form.revision)
    return live_portal


def start(portal: LivePortal, page: Page) -> Page:
    page.goto(portal.url("gifu-shi", "/procedures/family-room/"))
    page.get_by_role("button", name="入力をはじめる").click()
    return page


def fill_person(page: Page, number: int, name: str, age: str) -> None:
    row = page.get_by_role("group", name=f"ご家族{number}")
    row.get_by_label("お名前").fill(name)
    row.get_by_label("年齢").fill(age)


def test_rows_live_with_the_conditions_around_them(portal, page, picture):
    start(portal, page)
    fill_person(page, 1, "岐阜 太郎", "45")
    expect(page.get_by_label("学校や園の名前")).to_be_hidden()
    expect(page.get_by_label("大きい部屋")).to_be_hidden()
    expect(page.get_by_role("status").filter(has_text="1,700円")).to_be_visible()
    page.get_by_role("button", name="ご家族を追加する").click()
    expect(page.get_by_role("group", name="ご家族2")).to_be_focused()
    fill_person(page, 2, "岐阜 花", "6")
    expect(page.get_by_role("group", name="ご家族2").get_by_label("学校や園の名前")).to_be_visible()
    page.get_by_label("大きい部屋").check()
    expect(page.get_by_role("status").filter(has_text="2,900円")).to_be_visible()
    picture(page, "rows")
    page.locator(".form-buttons").get_by_role("button", name="次へ進む").click()
    expect(page.get_by_text("ご家族2\n　お名前: 岐阜 花")).to_be_visible()
    expect(page.get_by_text("2,900円")).to_be_visible()


def test_rows_without_scripts_come_and_go(portal, new_context):
    page = start(portal, new_context(**PHONE, java_script_enabled=False).new_page())
    fill_person(page, 1, "岐阜 太郎", "45")
    page.get_by_role("button", name="ご家族を追加する").click()
    fill_person(page, 2, "岐阜 花", "6")
    page.get_by_role("button", name="ご家族1を削除する").click()
    expect(page.get_by_role("group", name="ご家族1").get_by_label("お名前")).to_have_value("岐阜 花")
