"""A resident logs in with the code from a true mail, keeps a profile, and a form knows it."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from forms_app.models import Application
from forms_app.services.belonging import claim_application
from forms_app.services.shipped import ship_form
from forms_app.workflow import CLOSED_STATUSES
from municipalities.residents.models import Resident, ResidentSession
from tests.factories import accounts, forms

from .test_axe import check  # noqa: F401 - a fixture
from .test_journey import await_mails, text_of
from .test_look import SMALL_TARGETS, TARGET

pytestmark = pytest.mark.slow


@pytest.fixture
def portal(committed_town, live_portal):
    ship_form(slug="dog-registration", section=accounts.section(name="環境課", phone="058-214-4719"))
    return live_portal


def log_in(page: Page, portal, mail_sink, *, mails: int, picture=None, axe=None) -> None:
    page.goto(portal.url("gifu-shi", "/"))
    page.get_by_role("link", name="ログイン").click()
    if axe:
        look(page, axe, picture, "my-page-1-login")
    page.get_by_label("メールアドレス").fill("hanako@example.jp")
    page.get_by_role("button", name="確認コードを送る").click()
    code = re.search(r"^　　(\d{6})\s*$", text_of(await_mails(mail_sink, mails)[-1]), re.MULTILINE)[1]
    if axe:
        look(page, axe, picture, "my-page-2-code")
    page.get_by_label("確認コード").fill(code)
    page.get_by_label("この端末で続けて使う").check()
    page.get_by_role("button", name="ログインする").click()


def look(page: Page, axe, picture, name: str) -> None:
    axe(name)
    assert page.evaluate(SMALL_TARGETS, TARGET) == []
    page.set_viewport_size({"width": 390, "height": 844})
    picture(page, name)


def test_resident_logs_in_on_a_phone_keeps_a_profile_and_a_form_knows_it(
    portal,
    worker,
    mail_sink,
    page,
    desk,
    picture,
    check,  # noqa: F811
):
    log_in(page, portal, mail_sink, mails=1, picture=picture, axe=check)
    expect(page.get_by_text("登録しました。")).to_be_visible()
    fill_in_profile(page)
    look(page, check, picture, "my-page-3-profile")
    page.get_by_role("button", name="保存する").last.click()
    expect(page.get_by_text("岐阜 花子 さま")).to_be_visible()

    page.goto(portal.url("gifu-shi", "/procedures/dog-registration/"))
    page.get_by_role("button", name="入力をはじめる").click()
    expect(page.get_by_text("プロフィールから入れました").first).to_be_visible()
    expect(page.get_by_label("姓", exact=True)).to_have_value("岐阜")
    look(page, check, picture, "my-page-4-prefilled")
    page.get_by_label("電話番号").fill("058-999-9999")
    page.get_by_role("button", name="次へ進む").last.click()
    expect(page.get_by_role("heading", name="犬", exact=True)).to_be_visible()

    go_on_at_the_desk(desk, portal, mail_sink)
    file_earlier_ones()
    page.goto(portal.url("gifu-shi", "/my/"))
    look(page, check, picture, "my-page-5-all")
    page.get_by_role("button", name="ログアウトする", exact=True).click()
    expect(page.get_by_role("heading", name="ログアウトしました")).to_be_visible()
    expect(page.get_by_role("link", name="ログイン")).to_be_visible()
    assert (Resident.objects.count(), ResidentSession.objects.count()) == (1, 1)


def fill_in_profile(page: Page) -> None:
    for label, text in (("姓", "岐阜"), ("名", "花子"), ("姓のふりがな", "ぎふ"), ("名のふりがな", "はなこ")):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("電話番号").fill("058-272-1111")
    page.get_by_label("郵便番号").fill("500-8833")
    page.get_by_role("button", name="住所を検索").click()
    expect(page.get_by_label("市区町村")).to_have_value("岐阜市")
    page.get_by_label("町名・番地").fill("神田町1-1")


def file_earlier_ones() -> None:
    """One that is returned, one that is done."""
    hanako = Resident.objects.get()
    for title, steps in (
        ("粗大ごみの収集", ["in_review", "returned"]),
        ("がん検診の申込", ["in_review", "approved", "completed"]),
    ):
        application = forms.application(form=forms.published_form(title=title))
        claim_application(application=application, resident=hanako)
        for status in steps:
            closed_at = timezone.now() if status in CLOSED_STATUSES else None
            Application.objects.filter(pk=application.pk).update(status=status, closed_at=closed_at)


def go_on_at_the_desk(desk: Page, portal, mail_sink) -> None:
    """The same resident at a computer finds the draft, and what was changed on the phone."""
    log_in(desk, portal, mail_sink, mails=2)
    desk.get_by_role("button", name="続きから入力する").click()
    expect(desk.get_by_role("heading", name="犬", exact=True)).to_be_visible()
    desk.get_by_label("呼び名").or_(desk.get_by_label("犬の名前")).fill("ポチ")
    desk.get_by_role("button", name="前へ戻る").click()
    expect(desk.get_by_label("電話番号")).to_have_value("058-999-9999")
