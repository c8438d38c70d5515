"""The canvas in a browser: beside it everything opens, what is done is said, and cards follow the hand."""

import pytest
from playwright.sync_api import Page, expect

from forms_app.models import Form
from forms_app.services import edit
from municipalities.accounts.models import Role
from tests.factories import accounts, forms
from tests.forms_app.admin.forms.conftest import definition

from .test_journey import log_in

pytestmark = pytest.mark.slow


@pytest.fixture
def form(committed_town) -> Form:
    section = accounts.section(name="道路課")
    accounts.staff(role=Role.CLERK, sections=(section,), username="clerk")
    return forms.form(definition=definition(), section=section, title="道路破損報告", slug="road")


@pytest.fixture
def canvas(desk, live_portal, form) -> Page:
    log_in(desk, live_portal)
    desk.goto(live_portal.url("gifu-shi", f"/admin/forms_app/form/{form.pk}/change/"))
    return desk


def order(form: Form) -> list[list[str]]:
    form.refresh_from_db()
    pages = form.draft_definition["pages"]
    return [[field["label"] for group in page["groups"] for field in group["fields"]] for page in pages]


def said(desk: Page, text: str) -> None:
    expect(desk.locator("#builder-said")).to_contain_text(text)


def verbs(desk: Page, name: str):
    return desk.get_by_role("group", name=f"「{name}」の操作")


def test_a_button_moves_says_so_and_keeps_the_focus(canvas, form, picture):
    picture(canvas, "canvas-1")
    verbs(canvas, "種類").get_by_role("button", name="下へ動かす").press("Enter")
    said(canvas, "「種類」を下へ動かしました。")
    expect(verbs(canvas, "種類").get_by_role("button", name="下へ動かす")).to_be_focused()
    assert order(form) == [["品名", "種類", "写真"], ["メールアドレス"]]


def test_a_card_follows_the_hand_to_another_page(canvas, form):
    canvas.set_viewport_size({"width": 1280, "height": 2200})
    handle = canvas.locator("#field-photo [data-drag]").bounding_box()
    target = canvas.locator("#field-email").bounding_box()
    canvas.mouse.move(handle["x"] + 10, handle["y"] + 10)
    canvas.mouse.down()
    canvas.mouse.move(target["x"] + 60, target["y"] + target["height"] - 8, steps=8)
    canvas.mouse.up()
    said(canvas, "「写真」を動かしました。")
    assert order(form) == [["種類", "品名"], ["メールアドレス", "写真"]]


def test_a_question_is_added_beside_the_canvas(canvas, form, picture):
    canvas.locator("#group-who").get_by_role("link", name="設問を追加する").click()
    picture(canvas, "canvas-2-palette")
    canvas.get_by_role("link", name="一行の文字").click()
    panel = canvas.locator("#builder-panel")
    panel.get_by_role("button", name="追加する").click()
    expect(panel.get_by_text("入力した内容を確かめてください。")).to_be_visible()
    panel.get_by_label("設問の名前").fill("電話のつながる時間")
    picture(canvas, "canvas-3-panel")
    panel.get_by_role("button", name="追加する").click()
    expect(panel).to_be_hidden()
    said(canvas, "保存しました。")
    expect(verbs(canvas, "電話のつながる時間").get_by_role("button", name="上へ動かす")).to_be_focused()
    assert order(form)[1] == ["メールアドレス", "電話のつながる時間"]
    picture(canvas, "canvas-4-added")


def test_the_panel_closes_with_escape_and_gives_the_focus_back(canvas):
    link = verbs(canvas, "品名").get_by_role("link", name="編集")
    link.press("Enter")
    panel = canvas.locator("#builder-panel")
    expect(panel.get_by_label("設問の名前")).to_have_value("品名")
    panel.get_by_label("設問の名前").press("Escape")
    expect(panel).to_be_hidden()
    expect(link).to_be_focused()


def test_a_hand_held_at_the_edge_scrolls_the_page(canvas, form):
    canvas.set_viewport_size({"width": 1280, "height": 500})
    handle = canvas.locator("#field-kind [data-drag]").bounding_box()
    canvas.mouse.move(handle["x"] + 10, handle["y"] + 10)
    canvas.mouse.down()
    canvas.mouse.move(handle["x"] + 20, 490, steps=3)
    canvas.wait_for_function("window.scrollY + window.innerHeight > document.documentElement.scrollHeight - 5")
    canvas.keyboard.press("Escape")
    canvas.mouse.up()
    assert order(form) == [["種類", "品名", "写真"], ["メールアドレス"]]


def test_typing_is_saved_without_a_button_and_undone_as_one(canvas, form):
    verbs(canvas, "品名").get_by_role("link", name="編集").click()
    panel = canvas.locator("#builder-panel")
    for name in ("品物", "品物の名前"):
        panel.get_by_label("設問の名前").fill(name)
        expect(canvas.locator("#field-thing .fe-label")).to_contain_text(name)
        expect(canvas.locator("#builder-panel-state")).to_have_text("自動で保存しました。")
    expect(panel.get_by_label("設問の名前")).to_be_focused()
    canvas.keyboard.press("Escape")
    canvas.keyboard.press("Control+z")
    said(canvas, "ひとつ前の状態にもどしました。")
    assert order(form)[0] == ["種類", "品名", "写真"]
    canvas.keyboard.press("Control+y")
    said(canvas, "もどした編集を、やり直しました。")
    assert order(form)[0] == ["種類", "品物の名前", "写真"]


def test_typing_that_is_not_whole_waits_and_stays(canvas, form):
    verbs(canvas, "品名").get_by_role("link", name="編集").click()
    panel = canvas.locator("#builder-panel")
    panel.get_by_label("設問の名前").fill("")
    expect(canvas.locator("#builder-panel-state")).to_contain_text("まだ保存していません。")
    panel.get_by_label("設問の名前").fill("品物")
    expect(canvas.locator("#builder-panel-state")).to_have_text("自動で保存しました。")
    assert order(form)[0] == ["種類", "品物", "写真"]


def test_typing_never_overwrites_a_colleague(canvas, form, picture):
    verbs(canvas, "品名").get_by_role("link", name="編集").click()
    panel = canvas.locator("#builder-panel")
    expect(panel.get_by_label("設問の名前")).to_have_value("品名")
    rename(form, "thing", "壊れたものの名前")
    panel.get_by_label("設問の名前").fill("品物")
    expect(panel.get_by_role("alert")).to_contain_text("先にこのフォームを更新しました")
    expect(panel.get_by_role("alert")).to_contain_text("壊れたものの名前")
    expect(panel.get_by_label("設問の名前")).to_have_value("品物")
    picture(canvas, "canvas-5-conflict")
    assert order(form)[0] == ["種類", "壊れたものの名前", "写真"]


def rename(form: Form, key: str, label: str) -> None:
    def change(whole) -> None:
        edit.find(whole, "field", key)[1]["label"] = label

    edit.edit_definition(form=form, staff=accounts.staff(role=Role.TENANT_ADMIN), revision=1, change=change)


def test_the_preview_beside_the_canvas_follows_the_edits(canvas, form, picture):
    canvas.get_by_role("button", name="プレビューを並べる").click()
    frame = canvas.frame_locator("#builder-preview iframe")
    expect(frame.get_by_text("種類")).to_be_visible()
    verbs(canvas, "メールアドレス").get_by_role("link", name="編集").click()
    canvas.locator("#builder-panel").get_by_label("設問の名前").fill("お返事のあて先")
    expect(frame.get_by_label("お返事のあて先")).to_be_visible()
    canvas.keyboard.press("Escape")
    picture(canvas, "canvas-6-preview")
    canvas.get_by_role("button", name="プレビューを閉じる").click()
    expect(canvas.get_by_role("button", name="プレビューを並べる")).to_be_focused()


def test_without_scripts_the_same_links_and_buttons_do_it(new_context, live_portal, form):
    desk = new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False).new_page()
    log_in(desk, live_portal)
    desk.goto(live_portal.url("gifu-shi", f"/admin/forms_app/form/{form.pk}/change/"))
    verbs(desk, "写真").get_by_role("link", name="移動").click()
    desk.get_by_label("移動先").select_option(label="「メールアドレス」の後")
    desk.get_by_role("button", name="ここへ動かす").click()
    expect(desk.get_by_text("「写真」を動かしました。")).to_be_visible()
    assert order(form) == [["種類", "品名"], ["メールアドレス", "写真"]]
