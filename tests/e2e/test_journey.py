"""The whole road: report, return, correction, completion, with every mail."""

import re
from email.message import EmailMessage

import pytest
from playwright.sync_api import Page, expect

from devtools.mail_sink import MailSink
from forms_app.services.shipped import ship_form
from municipalities.accounts.models import Role
from tests.factories import accounts, files
from tests.processes import wait_for

from .conftest import PHONE

pytestmark = pytest.mark.slow
RESIDENT, SECTION = "hanako@example.jp", "doro@example.jp"
RETURN_REASON = "穴の大きさがわかりません。だいたいの大きさを「くわしい状態」に書き足してください。"
HERE = {"geolocation": {"latitude": 35.42312, "longitude": 136.76071, "accuracy": 12}, "permissions": ["geolocation"]}


@pytest.fixture
def clerk(committed_town):
    section = accounts.section(name="道路維持課", email=SECTION, phone="058-214-4719")
    ship_form(slug="road-damage", section=section)
    return accounts.staff(role=Role.CLERK, sections=(section,), username="clerk")


def test_road_damage_from_report_to_completion(
    live_portal, worker, mail_sink, clerk, new_context, desk, picture, empty_queue
):
    resident = new_context(**PHONE, **HERE).new_page()
    number, secret = report(resident, live_portal, picture)
    first = {mail["To"]: number in text_of(mail) for mail in await_mails(mail_sink, 2)}
    assert first == {RESIDENT: True, SECTION: True}

    return_it(desk, live_portal, number, picture)
    returned = await_mails(mail_sink, 3)[-1]
    assert (returned["To"], RETURN_REASON in text_of(returned)) == (
        RESIDENT,
        False,
    )  # the reason stays behind the secret

    elsewhere = new_context(**PHONE).new_page()
    correct(elsewhere, link_in(returned), number, secret, picture)
    assert {mail["To"] for mail in await_mails(mail_sink, 5)[3:]} == {RESIDENT, SECTION}

    complete(desk, live_portal, number, picture)
    done = await_mails(mail_sink, 6)[-1]
    assert (done["To"], number in text_of(done)) == (RESIDENT, True)

    elsewhere.reload()
    assert steps(elsewhere) == [
        "申請を受け付けました", "担当者が確認を始めました", "修正のお願いをしました", "修正した内容を受け付けました",
        "担当者が確認を始めました", "手続が完了しました",
    ]  # fmt: skip
    expect(elsewhere.get_by_text(RETURN_REASON)).to_be_visible()
    picture(elsewhere, "09-history")


def report(page: Page, portal, picture) -> tuple[str, str]:
    page.goto(portal.url("gifu-shi"))
    picture(page, "01-home")
    page.goto(portal.url("gifu-shi", "/procedures/"))
    page.get_by_role("searchbox").fill("穴")
    page.get_by_role("searchbox").press("Enter")
    picture(page, "02-procedures")
    page.get_by_role("link", name="道路破損報告").click()
    page.get_by_role("button", name="入力をはじめる").click()
    page.get_by_label("道路の穴・くぼみ").check()
    page.get_by_label("気をつければ通れる").check()
    page.get_by_label("くわしい状態").fill("横断歩道の手前に穴があります。")
    picture(page, "03-first-page")
    go_on(page)
    page.get_by_role("button", name="現在地を使う").click()
    expect(page.get_by_text("現在地を入力しました")).to_be_visible()
    page.get_by_label("住所や目印").fill("岐阜市司町40-1 市役所の前")
    page.get_by_label("写真をとる、またはファイルを選ぶ").set_input_files(
        {"name": "穴の写真.jpg", "mimeType": "image/jpeg", "buffer": files.road_photo()}
    )
    picture(page, "04-place-and-photo")
    go_on(page)
    page.get_by_label("知らせてほしい").check()
    go_on(page)  # nothing else is filled in
    expect(page.get_by_role("alert").or_(page.locator(".error-summary")).first).to_be_visible()
    picture(page, "05-errors")
    for label, typed in {"姓": "岐阜", "名": "花子", "姓のふりがな": "ぎふ", "名のふりがな": "はなこ"}.items():
        page.get_by_label(label, exact=True).fill(typed)
    page.get_by_label("メールアドレス").fill(RESIDENT)
    page.get_by_role("checkbox").check()
    go_on(page)
    expect(page.get_by_text("穴の写真.jpg")).to_be_visible()
    picture(page, "06-check")
    page.get_by_role("button", name=re.compile("送る|申請する")).dblclick()
    page.wait_for_url("**/done/")
    picture(page, "07-done")
    number, secret = page.locator(".receipt-value").all_inner_texts()
    return number, secret


def go_on(page: Page) -> None:
    page.locator(".form-buttons button[value=next]").click()


def log_in(desk: Page, portal) -> None:
    desk.goto(portal.url("gifu-shi", "/admin/"))
    if desk.locator("#id_username").count():
        desk.locator("#id_username").fill("clerk")
        desk.locator("#id_password").fill(accounts.PASSWORD)
        desk.locator("#id_password").press("Enter")
        desk.wait_for_url(lambda url: "login" not in url)


def open_case(desk: Page, portal, number: str) -> None:
    log_in(desk, portal)
    desk.goto(portal.url("gifu-shi", "/admin/forms_app/application/"))
    desk.get_by_role("link", name=number).click()
    desk.get_by_role("button", name="担当する").click()
    expect(desk.get_by_text("この申請の担当になりました。")).to_be_visible()


def return_it(desk: Page, portal, number: str, picture) -> None:
    log_in(desk, portal)
    desk.goto(portal.url("gifu-shi", "/admin/forms_app/application/"))
    picture(desk, "staff-1-inbox")
    open_case(desk, portal, number)
    expect(desk.get_by_text("横断歩道の手前に穴があります。")).to_be_visible()
    picture(desk, "staff-2-case")
    with desk.expect_download() as download:
        desk.get_by_role("link", name=re.compile("穴の写真.jpg")).click()
    assert download.value.suggested_filename == "穴の写真.jpg"
    desk.get_by_label("申請者へのお知らせ").fill(RETURN_REASON)
    desk.get_by_role("button", name="差し戻す").click()
    expect(desk.get_by_text("差し戻しました。")).to_be_visible()


def correct(page: Page, link: str, number: str, secret: str, picture) -> None:
    page.goto(link)
    page.get_by_label("受付番号").fill(number)
    page.get_by_label("照会パスワード").fill(secret)
    page.get_by_role("button", name="状況を見る").click()
    expect(page.get_by_text(RETURN_REASON).first).to_be_visible()
    picture(page, "08-returned")
    page.get_by_role("button", name="内容を直す").click()
    page.get_by_label("くわしい状態").fill("横断歩道の手前に、直径50センチくらいの穴があります。")
    while "/check/" not in page.url:
        go_on(page)
    page.get_by_role("button", name="直した内容を送る").click()
    page.wait_for_url("**/done/")
    page.goto(page.url.split("/procedures/")[0] + "/applications/status/")


def complete(desk: Page, portal, number: str, picture) -> None:
    open_case(desk, portal, number)
    expect(desk.get_by_text("直径50センチくらいの穴があります。").first).to_be_visible()
    desk.get_by_label("申請者へのお知らせ").fill("穴をふさぎました。お知らせいただき、ありがとうございました。")
    desk.get_by_role("button", name="完了にする").click()
    expect(desk.get_by_text("完了にしました。")).to_be_visible()
    picture(desk, "staff-3-completed")


def await_mails(sink: MailSink, count: int) -> list[EmailMessage]:
    wait_for(lambda: len(sink.messages()) >= count, seconds=30)
    assert len(sink.messages()) == count
    return sink.messages()


def text_of(mail: EmailMessage) -> str:
    return mail.get_content()


def link_in(mail: EmailMessage) -> str:
    return re.search(r"http://\S+", text_of(mail))[0]


def steps(page: Page) -> list[str]:
    return page.locator(".timeline-label").all_inner_texts()
