"""How far an application is, what was said already, and a part that rests: in a browser."""

import pytest
from playwright.sync_api import expect

from forms_app.models import Application
from forms_app.models.receipt import receipt_secret
from forms_app.services.shipped import ship_form
from municipalities.accounts.models import Role
from tests.factories import accounts, forms

from .test_axe import violations
from .test_chat import latest, press, say
from .test_journey import log_in

pytestmark = pytest.mark.slow


def test_resident_asks_how_far_the_application_is(live_portal, committed_town, page, picture):
    application = forms.application()
    secret = receipt_secret(application.public_id)
    page.goto(live_portal.url("gifu-shi", "/chat/"))
    say(page, "申請はどうなりましたか")
    expect(latest(page)).to_contain_text("受付番号を入力してください")
    picture(page, "chat-status-1-number")
    wrong = {"number": violations(page)}
    say(page, application.receipt_number)
    expect(latest(page)).to_contain_text("照会パスワードを入力してください")
    say(page, "AAAA-AAAA")
    expect(latest(page)).to_contain_text("見つかりません")
    wrong["refused"] = violations(page)
    say(page, secret)
    expect(latest(page)).to_contain_text("受付済み")
    picture(page, "chat-status-2-told")
    wrong["told"] = violations(page)
    expect(page.locator("[data-chat-log]")).not_to_contain_text(secret)
    page.get_by_role("link", name="申請の状況の画面を開く").click()
    expect(page.get_by_role("heading", name="申請の状況", exact=True)).to_be_visible()
    expect(page.locator("body")).to_contain_text(application.receipt_number)
    assert wrong == dict.fromkeys(wrong, [])


def test_what_was_said_is_offered_and_taken(live_portal, committed_town, page, picture):
    ship_form(slug="bulky-waste", section=accounts.section())
    page.goto(live_portal.url("gifu-shi", "/chat/"))
    say(page, "明日の午後、粗大ごみを2つ出したい。岐阜市司町40-1です")
    press(page, "「粗大ごみ収集の申込」をはじめる")
    expect(latest(page)).to_contain_text("次のように受け取りました")
    picture(page, "chat-prefill-1-offered")
    assert violations(page) == []
    press(page, "はい")
    expect(latest(page)).to_contain_text("問目／")
    picture(page, "chat-prefill-2-taken")
    assert Application.objects.count() == 0


def test_administrator_stops_a_part_of_the_conversation(live_portal, committed_town, page, desk, picture):
    accounts.staff(username="clerk", role=Role.TENANT_ADMIN)
    log_in(desk, live_portal)
    desk.goto(live_portal.url("gifu-shi", "/admin/chatbot/stoppedskill/"))
    desk.get_by_role("row", name="申請の状況の案内").get_by_role("link", name="停止する").click()
    desk.get_by_label("停止する理由").fill("点検のため")
    picture(desk, "chat-skills-1-stop")
    desk.get_by_role("button", name="停止する").click()
    expect(desk.get_by_role("row", name="申請の状況の案内")).to_contain_text("点検のため")
    picture(desk, "chat-skills-2-list")
    page.goto(live_portal.url("gifu-shi", "/chat/"))
    say(page, "申請はどうなりましたか")
    expect(latest(page)).to_contain_text("ただいまこの機能はお休みしています")
    picture(page, "chat-skills-3-resting")
