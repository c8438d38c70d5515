"""Without a mouse: a form is built, tried and published, filled in and sent. Only keys are pressed."""

import pytest
from playwright.sync_api import Locator, Page, expect

from forms_app.models import Application, Form
from municipalities.accounts.models import Role
from tests.factories import accounts, forms

from .test_journey import log_in

pytestmark = pytest.mark.slow
MOST_TABS = 150


@pytest.fixture
def form(committed_town) -> Form:
    section = accounts.section(name="道路課")
    accounts.staff(role=Role.CLERK, sections=(section,), username="clerk")
    return forms.form(definition=forms.definition(NAME), section=section, title="道路破損報告", slug="road")


NAME = {"key": "place", "type": "text", "label": "場所"}


def tab_to(page: Page, target: Locator, *, key: str = "Tab") -> None:
    """Presses Tab until the control has the focus, as a person without a mouse would."""
    for _number in range(MOST_TABS):
        page.keyboard.press(key)
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{target} cannot be reached")


def press(page: Page, target: Locator) -> None:
    tab_to(page, target)
    expect_focus_to_be_seen(target)
    page.keyboard.press("Enter")


def expect_focus_to_be_seen(target: Locator) -> None:
    style = "element => { const s = getComputedStyle(element); return [s.outlineStyle, s.boxShadow] }"
    outline, shadow = target.evaluate(style)
    assert (outline, shadow) != ("none", "none"), f"{target} shows no focus"


def type_into(page: Page, target: Locator, text: str) -> None:
    tab_to(page, target)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def test_a_form_is_built_tried_and_published(desk, live_portal, form):
    log_in(desk, live_portal)
    desk.goto(live_portal.url("gifu-shi", f"/admin/forms_app/form/{form.pk}/change/"))
    panel = desk.locator("#builder-panel")
    press(desk, desk.get_by_role("link", name="設問を追加する"))
    expect(panel).to_be_visible()
    press(desk, panel.get_by_role("link", name="ひとつ選ぶ"))
    expect(panel.get_by_label("設問の名前")).to_be_visible()
    type_into(desk, panel.get_by_label("設問の名前"), "種類")
    tab_to(desk, panel.get_by_label("選択肢（1行に1つ）"))
    desk.keyboard.type("道路の穴\nその他")
    press(desk, panel.get_by_role("button", name="追加する"))
    expect(panel).to_be_hidden()
    up = desk.get_by_role("group", name="「種類」の操作").get_by_role("button", name="上へ動かす")
    expect(up).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator("#builder-said")).to_contain_text("「種類」を上へ動かしました。")
    press(desk, desk.get_by_role("group", name="「場所」の操作").get_by_role("link", name="編集"))
    type_into(desk, panel.get_by_label("設問の名前"), "場所の目印")
    expect(desk.locator("#builder-panel-state")).to_have_text("自動で保存しました。")
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("group", name="「場所の目印」の操作").get_by_role("link", name="編集")).to_be_focused()
    press(desk, desk.get_by_role("link", name="公開する"))
    type_into(desk, desk.get_by_label("変更の内容"), "はじめての公開")
    press(desk, desk.get_by_role("button", name="公開する"))
    expect(desk.get_by_text("公開しました").first).to_be_visible()
    form.refresh_from_db()
    fields = form.current_version.definition["pages"][0]["groups"][0]["fields"]
    assert [field["label"] for field in fields] == ["種類", "場所の目印"]


def test_a_form_is_filled_in_and_sent(desk, live_portal, committed_town):
    choice = {"key": "kind", "type": "choice", "label": "種類", "required": True,
              "options": [{"value": "hole", "label": "道路の穴"}, {"value": "other", "label": "その他"}]}  # fmt: skip
    forms.published_form(definition=forms.definition(choice, NAME), slug="road", title="道路破損報告")
    desk.goto(live_portal.url("gifu-shi", "/procedures/road/"))
    press(desk, desk.get_by_role("button", name="入力をはじめる"))
    desk.wait_for_url("**/pages/first/")
    press(desk, desk.locator(".form-buttons button[value=next]"))
    expect(desk.get_by_role("alert")).to_be_focused()
    press(desk, desk.get_by_role("link", name="「種類」を選んでください。"))
    expect(desk.get_by_label("道路の穴")).to_be_focused()
    desk.keyboard.press("ArrowDown")
    type_into(desk, desk.get_by_label("場所"), "司町40-1")
    press(desk, desk.locator(".form-buttons button[value=next]"))
    desk.wait_for_url("**/check/")
    press(desk, desk.get_by_role("button", name="この内容で申請する"))
    desk.wait_for_url("**/done/")
    assert Application.objects.get().get_answers() == {"kind": "other", "place": "司町40-1"}
