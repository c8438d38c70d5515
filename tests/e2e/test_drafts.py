"""What is typed survives: saved while typing, gone on with on another device."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from forms_app.models import Draft
from forms_app.services.draft import DRAFT_LIFETIME
from tests.factories import forms
from tests.processes import wait_for

from .test_journey import await_mails, link_in

pytestmark = pytest.mark.slow
QUESTIONS = (
    {"key": "remark", "type": "textarea", "label": "ご意見", "required": True},
    {"key": "place", "type": "text", "label": "場所"},
)


@pytest.fixture
def form(committed_town):
    return forms.published_form(definition=forms.definition(*QUESTIONS), slug="opinion", title="ご意見")


def begin(page: Page, portal) -> None:
    page.goto(portal.url("gifu-shi", "/procedures/opinion/"))
    page.get_by_role("button", name="入力をはじめる").click()
    expect(page.get_by_label("ご意見")).to_be_visible()
    page.wait_for_load_state()  # the scripts listen


def kept(key: str) -> object:
    return Draft.objects.get().get_answers().get(key)


def test_typing_is_saved_without_a_button(live_portal, form, page, picture):
    begin(page, live_portal)
    page.get_by_label("ご意見").press_sequentially("街灯が暗いです。")
    expect(page.get_by_text("下書きを保存しました")).to_be_visible()
    picture(page, "draft-1-saved")
    assert (kept("remark"), page.evaluate("document.activeElement.name")) == ("街灯が暗いです。", "remark")
    page.reload()
    expect(page.get_by_label("ご意見")).to_have_value("街灯が暗いです。")


def test_page_left_at_once_is_saved(live_portal, form, page):
    begin(page, live_portal)
    page.get_by_label("ご意見").fill("急いで閉じます")
    page.goto("about:blank")
    wait_for(lambda: kept("remark") == "急いで閉じます")


def test_answer_changed_back_is_saved_too(live_portal, form, page):
    begin(page, live_portal)
    for typed in ("A", ""):
        page.get_by_label("場所").fill(typed)
        wait_for(lambda typed=typed: kept("place") == typed)


def test_page_sent_during_a_save_keeps_the_newer_answer(live_portal, form, page):
    begin(page, live_portal)
    held = []
    page.route("**/autosave/", lambda route: held.append(route))
    page.get_by_label("ご意見").fill("はじめ")
    wait_for(lambda: page.evaluate("1") and held)
    page.get_by_label("ご意見").fill("あとから")
    page.locator(".form-buttons button[value=next]").click()
    held[0].continue_()
    page.wait_for_url("**/check/")
    assert kept("remark") == "あとから"


def test_save_that_fails_is_told_once_and_tried_again(live_portal, form, page):
    begin(page, live_portal)
    page.route("**/autosave/", lambda route: route.abort())
    page.get_by_label("ご意見").fill("電波がありません")
    expect(page.get_by_text("自動で保存できませんでした")).to_be_visible()
    page.unroute("**/autosave/")
    page.get_by_label("場所").fill("駅前")
    expect(page.get_by_text("下書きを保存しました")).to_be_visible()
    assert (kept("remark"), kept("place")) == ("電波がありません", "駅前")


def test_phone_begins_and_a_desk_goes_on(live_portal, worker, mail_sink, empty_queue, form, page, desk, picture):
    begin(page, live_portal)
    page.get_by_label("場所").fill("駅前の公園")
    page.get_by_role("button", name="あとで続ける").click()
    page.get_by_label("メールアドレス").fill("hanako@example.jp")
    picture(page, "draft-2-later")
    page.get_by_role("button", name="リンクをメールで送る").click()
    expect(page.get_by_text("hanako@example.jp に")).to_be_visible()
    [mail] = await_mails(mail_sink, 1)

    desk.goto(link_in(mail))
    picture(desk, "draft-3-link")
    desk.get_by_role("button", name="続きから入力する").click()
    expect(desk.get_by_label("場所")).to_have_value("駅前の公園")
    desk.get_by_label("ご意見").fill("水飲み場を直してください。")
    desk.locator(".form-buttons button[value=next]").click()
    desk.get_by_role("button", name="この内容で申請する").click()
    desk.wait_for_url("**/done/")

    desk.goto(link_in(mail))
    expect(desk.get_by_text("この申請は、もう送られています")).to_be_visible()
    page.go_back()
    page.reload()
    page.wait_for_url("**/done/")


def test_page_left_open_warns_before_the_draft_expires_and_goes_on(live_portal, form, page, picture):
    begin(page, live_portal)
    assert page.get_by_role("dialog").count() == 0
    Draft.objects.update(expires_at=timezone.now() + timedelta(minutes=9))
    page.reload()
    page.get_by_label("ご意見").evaluate("input => (input.value = '途中です')")
    expect(page.get_by_role("dialog", name="あと9分で下書きが消えます")).to_be_visible()
    picture(page, "draft-4-expiry")
    page.get_by_role("button", name="続ける", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert Draft.objects.get().expires_at > timezone.now() + DRAFT_LIFETIME - timedelta(minutes=1)
    until = timezone.localtime(Draft.objects.get().expires_at)
    expect(page.locator("[data-draft-until]")).to_contain_text(f"{until.month}月{until.day}日")
