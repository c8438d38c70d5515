"""A resident who reads Portuguese reports a broken road; whoever translates for the town prepares it."""

import pytest
from playwright.sync_api import Page, expect

from forms_app.models import Application, Form
from forms_app.services.shipped import ship_form
from municipalities.accounts.models import Role
from tests.factories import accounts

from .conftest import PHONE
from .test_axe import violations
from .test_journey import log_in

pytestmark = pytest.mark.slow


@pytest.fixture
def form(committed_town) -> Form:
    section = accounts.section(name="道路維持課", phone="058-214-4719")
    accounts.staff(role=Role.CLERK, sections=(section,), username="clerk")
    return ship_form(slug="road-damage", section=section)


def reads_well(page: Page) -> None:
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        assert violations(page) == []


def report_in_portuguese(page: Page, portal, picture) -> None:
    page.goto(portal.url("gifu-shi", "/procedures/road-damage/"))
    page.get_by_role("link", name="Português").click()
    expect(page.get_by_role("heading", level=1, name="Avisar sobre danos na rua")).to_have_attribute("lang", "pt-BR")
    expect(page.get_by_text("Cerca de 3 minutos", exact=True).first).to_be_visible()
    picture(page, "languages-1-procedure")
    reads_well(page)
    page.get_by_role("button", name="Começar", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="O que está quebrado")).to_be_visible()
    page.get_by_role("button", name="Avançar").last.click()
    reads_well(page)
    page.get_by_label("Buraco ou afundamento na rua").check()
    page.get_by_label("Sim, há perigo agora").check()
    expect(page.get_by_text("Se houver risco de acidente")).to_be_visible()
    picture(page, "languages-2-questions")
    reads_well(page)


def finish(page: Page, picture) -> None:
    page.get_by_role("button", name="Avançar").last.click()
    expect(page.get_by_role("heading", level=1, name="Local e fotos")).to_be_visible()
    page.get_by_label("Endereço ou ponto de referência").fill("司町40-1")
    page.get_by_role("button", name="Avançar").last.click()
    page.get_by_label("Não é necessário").check()
    page.get_by_role("button", name="Avançar").last.click()
    expect(page.get_by_text("Buraco ou afundamento na rua")).to_be_visible()
    picture(page, "languages-3-check")
    reads_well(page)
    page.get_by_role("button", name="Enviar este pedido").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recebemos o seu pedido")


def test_resident_reads_the_form_in_portuguese(live_portal, form, page, picture):
    report_in_portuguese(page, live_portal, picture)
    finish(page, picture)
    answers = Application.objects.get().get_answers()
    assert (answers["kind"], answers["danger"], answers["reply_wanted"]) == ("hole", "high", "no")


def test_another_language_keeps_what_was_typed_without_javascript(live_portal, form, new_context):
    page = new_context(**PHONE, java_script_enabled=False).new_page()
    page.goto(live_portal.url("gifu-shi", "/procedures/road-damage/?language=en"))
    page.get_by_role("button", name="Begin", exact=True).click()
    page.get_by_label("Details").fill("横断歩道の手前")
    page.get_by_role("button", name="やさしい日本語").click()
    expect(page.get_by_role("heading", level=1, name="こわれて いる もの")).to_be_visible()
    expect(page.get_by_label("くわしい ようす")).to_have_value("横断歩道の手前")


def test_translator_writes_beside_the_japanese(live_portal, form, desk, picture):
    log_in(desk, live_portal)
    desk.goto(live_portal.url("gifu-shi", f"/admin/forms_app/form/{form.pk}/change/"))
    desk.get_by_role("link", name="翻訳する").click()
    expect(desk.get_by_role("link", name="ポルトガル語（ブラジル）")).to_contain_text("48の文のうち48を訳しました")
    picture(desk, "languages-4-overview")
    assert violations(desk) == []
    desk.get_by_role("link", name="ベトナム語").click()
    desk.get_by_label("手続の名前：道路破損報告").fill("Báo hư hỏng đường")
    picture(desk, "languages-5-translation")
    assert violations(desk) == []
    desk.get_by_role("button", name="保存する").click()
    expect(desk.get_by_text("訳を保存しました。")).to_be_visible()
    form.refresh_from_db()
    assert form.draft_definition["translations"]["vi"] == {"title": "Báo hư hỏng đường"}
