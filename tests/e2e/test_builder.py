"""A clerk makes a procedure alone, a resident uses it on two devices, and the form lives on without touching what was answered."""

import csv
import io

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from forms_app.models import Application, Export, Form
from forms_app.services.export import open_export, request_export
from municipalities.accounts.models import Role, StaffUser
from tests.factories import accounts, files
from tests.processes import wait_for

from .conftest import DESK
from .test_journey import await_mails, link_in, log_in

pytestmark = pytest.mark.slow
RESIDENT = "hanako@example.jp"
FAMILY = """氏名 | 氏名 | 必須
続柄 | ひとつ選ぶ：父、母、祖父母、きょうだい、その他 | 必須
月の収入 | 数値"""


@pytest.fixture
def clerk(committed_town):
    section = accounts.section(name="子ども保育課", phone="058-214-2397")
    return accounts.staff(role=Role.CLERK, sections=(section,), username="clerk")


def test_nursery_application_from_an_empty_form_to_the_table(
    live_portal, worker, mail_sink, empty_queue, clerk, page, desk, new_context, picture
):
    build(desk, live_portal, picture)
    preview(desk, picture)
    publish(desk, "はじめての公開")
    begin_on_a_phone(page, live_portal, picture)
    [mail] = await_mails(mail_sink, 1)
    resident = new_context(**DESK).new_page()
    finish_on_another_device(resident, link_in(mail))
    before = Application.objects.get()
    rename_a_question(desk, live_portal)
    publish(desk, "保護者の呼び方を変えた")
    assert (before.form_version.number, Form.objects.get().current_version.number) == (1, 2)
    read_the_case(desk, live_portal, before, picture)
    read_the_paper(resident)


def build(desk: Page, portal, picture) -> None:
    log_in(desk, portal)
    desk.goto(portal.url("gifu-shi", "/admin/forms_app/form/add/"))
    desk.get_by_label("手続の名前").fill("保育施設利用申込")
    desk.get_by_label("アドレスに使う名前").fill("nursery")
    desk.get_by_label("担当課").select_option(label="子ども保育課")
    press(desk, "下書きを作る")
    add_question(desk, "氏名（ふりがな付き）", "保護者のお名前", required=True)
    add_question(desk, "メールアドレス", "メールアドレス", required=True)
    add_question(desk, "日付", "お子さんの生年月日", required=True)
    add_question(desk, "ひとつ選ぶ", "保育が必要な理由", required=True, **{"選択肢（1行に1つ）": "仕事\n介護\nその他"})
    desk.get_by_role("link", name="設問を追加する").click()
    desk.get_by_role("link", name="一行の文字").click()
    desk.get_by_label("設問の名前").fill("その他の理由")
    desk.get_by_text("表示する条件").click()
    desk.locator("#id_show_when-0-field").select_option(label="保育が必要な理由")
    desk.locator("#id_show_when-0-operator").select_option(label="が次と同じ")
    desk.locator("#id_show_when-0-value").fill("その他")
    press(desk, "追加する")
    expect(desk.get_by_text("「保育が必要な理由」が「その他」のとき表示します。")).to_be_visible()
    family = {"くり返す設問（1行に1つ）": FAMILY, "1件の呼び方": "世帯員"}
    add_question(desk, "くり返し（世帯員など）", "いっしょに暮らす方", **family)
    formula = {"計算式": "sum(「いっしょに暮らす方」の「月の収入」) × 12", "単位": "円"}
    add_question(desk, "計算の結果", "世帯の年収（めやす）", **formula)
    add_question(desk, "写真・ファイル", "就労証明書")
    desk.get_by_role("group", name="「新しい設問」の操作").get_by_role("link", name="削除").click()
    press(desk, "削除する")
    picture(desk, "builder-1-form")


def add_question(desk: Page, kind: str, label: str, *, required: bool = False, **settings: str) -> None:
    desk.get_by_role("link", name="設問を追加する").click()
    desk.get_by_role("link", name=kind).click()
    desk.get_by_label("設問の名前").fill(label)
    for name, text in settings.items():
        desk.get_by_label(name).fill(text)
    if required:
        desk.get_by_label("必須にする", exact=True).check()
    press(desk, "追加する")
    expect(desk.get_by_text(label).first).to_be_visible()


def press(desk: Page, name: str) -> None:
    desk.get_by_role("button", name=name, exact=True).click()


def publish(desk: Page, note: str) -> None:
    desk.get_by_role("link", name="公開する").click()
    desk.get_by_label("変更の内容").fill(note)
    press(desk, "公開する")
    expect(desk.get_by_text("版を公開しました。")).to_be_visible()


def preview(desk: Page, picture) -> None:
    desk.get_by_role("link", name="プレビューを見る").click()
    shown = desk.frame_locator("iframe")
    shown.get_by_role("radiogroup", name="保育が必要な理由").get_by_label("その他").check()
    expect(shown.get_by_label("その他の理由")).to_be_visible()
    picture(desk, "builder-2-preview")
    desk.get_by_role("link", name="フォームへ戻る").click()


def begin_on_a_phone(page: Page, portal, picture) -> None:
    page.goto(portal.url("gifu-shi", "/procedures/nursery/"))
    page.get_by_role("button", name="入力をはじめる").click()
    for label, typed in {"姓": "岐阜", "名": "花子", "姓のふりがな": "ぎふ", "名のふりがな": "はなこ"}.items():
        page.get_by_label(label, exact=True).first.fill(typed)
    page.get_by_label("メールアドレス").fill(RESIDENT)
    page.get_by_label("仕事").check()
    fill_person(page, 1, "太郎", "250000")
    page.get_by_role("button", name="世帯員を追加する").click()
    fill_person(page, 2, "梅子", "80000")
    expect(page.get_by_text("3,960,000円")).to_be_visible()
    picture(page, "builder-3-phone")
    page.get_by_role("button", name="あとで続ける").click()
    page.get_by_role("button", name="リンクをメールで送る").click()
    expect(page.get_by_text(f"{RESIDENT} に")).to_be_visible()


def fill_person(page: Page, number: int, given: str, income: str) -> None:
    row = page.get_by_role("group", name=f"世帯員{number}", exact=True)
    for label, typed in {"姓": "岐阜", "名": given, "姓のふりがな": "ぎふ", "名のふりがな": "なまえ"}.items():
        row.get_by_label(label, exact=True).fill(typed)
    row.get_by_label("父" if number == 1 else "祖父母", exact=True).check()
    row.get_by_label("月の収入").fill(income)


def finish_on_another_device(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_role("button", name="続きから入力する").click()
    expect(page.get_by_role("group", name="世帯員2", exact=True).get_by_label("月の収入")).to_have_value("80000")
    for label, typed in {"年": "令和5", "月": "4", "日": "2"}.items():
        page.get_by_label(label, exact=True).fill(typed)
    page.locator("input[type=file]").first.set_input_files(
        {"name": "就労証明書.jpg", "mimeType": "image/jpeg", "buffer": files.road_photo()}
    )
    page.locator(".form-buttons button[value=next]").click()
    expect(page.get_by_text("3,960,000円")).to_be_visible()
    page.get_by_role("button", name="この内容で申請する").click()
    page.wait_for_url("**/done/")


def rename_a_question(desk: Page, portal) -> None:
    desk.goto(portal.url("gifu-shi", "/admin/forms_app/form/"))
    desk.get_by_role("link", name="保育施設利用申込").click()
    desk.get_by_role("group", name="「保護者のお名前」の操作").get_by_role("link", name="編集").click()
    desk.get_by_label("設問の名前").fill("申込者のお名前")
    press(desk, "保存する")


def read_the_case(desk: Page, portal, application: Application, picture) -> None:
    desk.goto(portal.url("gifu-shi", f"/admin/forms_app/application/{application.pk}/change/"))
    for text in ("保護者のお名前", "世帯員2", "岐阜 梅子（ギフ ナマエ）", "3,960,000円", "就労証明書.jpg"):
        expect(desk.get_by_text(text).first).to_be_visible()
    expect(desk.get_by_text("申込者のお名前")).to_have_count(0)
    picture(desk, "builder-4-case")
    [row] = list(csv.reader(io.StringIO(exported(application).removeprefix("\ufeff"))))[1:]
    assert [text in row for text in ("3960000", "仕事", "就労証明書.jpg")] == [True, True, True]


def read_the_paper(resident: Page) -> None:
    """What the resident keeps, made after the form has changed."""
    with resident.expect_download() as download:
        resident.get_by_role("link", name="控えをPDFで保存する").click()
    pages = PdfReader(download.value.path()).pages
    words = "".join("".join(page.extract_text().split()) for page in pages)
    wanted = ("保護者のお名前", "岐阜花子", "世帯員2", "3,960,000円", "就労証明書.jpg")
    assert [word for word in wanted if word not in words] == []
    assert "申込者のお名前" not in words


def exported(application: Application) -> str:
    """What the worker writes for the clerk, read as the file that is downloaded."""
    clerk = StaffUser.objects.get(username="clerk")
    export = request_export(staff=clerk, form=application.form, format="csv")
    wait_for(lambda: Export.objects.get(pk=export.pk).state == "done")
    _row, pieces = open_export(staff=clerk, public_id=export.public_id)
    return b"".join(pieces).decode()
