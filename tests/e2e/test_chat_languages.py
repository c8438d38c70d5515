"""A resident who reads Portuguese reports a hole in the road on a phone, in the conversation; the clerk reads it in Japanese."""

import pytest
from playwright.sync_api import Page, expect

from forms_app.models import Application
from forms_app.services.shipped import ship_form
from municipalities.accounts.models import Role
from tests.factories import accounts, files

from .conftest import PHONE
from .test_axe import violations
from .test_chat import answer, latest, press
from .test_journey import log_in

pytestmark = pytest.mark.slow
NAMES = ["日本語", "やさしい日本語", "English", "Português", "Tiếng Việt", "简体中文", "Filipino", "नेपाली"]


@pytest.fixture
def road_damage(committed_town):
    section = accounts.section(name="道路維持課", phone="058-214-4719")
    accounts.staff(username="clerk", role=Role.CLERK, sections=(section,))
    return ship_form(slug="road-damage", section=section)


def ask(page: Page, text: str) -> None:
    page.locator("[data-chat-text]").fill(text)
    page.locator(".chat-say .button-primary").click()


def speak(page: Page, name: str) -> None:
    page.locator("[data-chat-languages]").get_by_role("button", name=name, exact=True).click()


def test_hole_in_the_road_is_reported_in_portuguese(live_portal, road_damage, page, desk, picture):
    page.goto(live_portal.url("gifu-shi", "/chat/"))
    ask(page, "Tem um buraco na rua em frente da minha casa")
    expect(page.get_by_text("Podemos conversar em português")).to_be_visible()
    picture(page, "chat-languages-1-offer")
    wrong = {"offer": violations(page)}
    press(page, "Português")
    expect(page.locator("html")).to_have_attribute("lang", "pt-BR")
    press(page, "Começar “Avisar sobre danos na rua”")
    expect(latest(page)).to_contain_text("Pergunta 1")
    expect(latest(page)).to_have_attribute("lang", "pt-BR")
    picture(page, "chat-languages-2-question")
    wrong["question"] = violations(page)
    press(page, "Buraco ou afundamento na rua")
    press(page, "Sim, há perigo agora")
    page.locator(".chat-control textarea").fill("Um buraco de 50 centímetros.")
    answer(page)
    page.get_by_label("Endereço ou ponto de referência").fill("司町40-1")
    picture(page, "chat-languages-3-place")
    wrong["place"] = violations(page)
    answer(page)
    page.locator("input[type=file]").first.set_input_files(
        {"name": "buraco.png", "mimeType": "image/png", "buffer": files.PNG}
    )
    answer(page)
    press(page, "Não é necessário")
    expect(latest(page)).to_contain_text("Você respondeu tudo")
    picture(page, "chat-languages-4-check")
    wrong["check"] = violations(page)
    press(page, "Enviar assim")
    expect(latest(page)).to_contain_text("Recebemos o seu pedido")
    picture(page, "chat-languages-5-done")
    application = Application.objects.get()
    expect(latest(page)).to_contain_text(application.receipt_number)
    assert {where: found for where, found in wrong.items() if found} == {}

    log_in(desk, live_portal)
    desk.goto(live_portal.url("gifu-shi", f"/admin/forms_app/application/{application.pk}/change/"))
    expect(desk.get_by_text("道路の穴・くぼみ").first).to_be_visible()
    expect(desk.get_by_text("Um buraco de 50 centímetros.")).to_be_visible()


def test_every_language_is_chosen_by_its_own_name_and_reads_well(live_portal, road_damage, page, picture):
    page.goto(live_portal.url("gifu-shi", "/chat/"))
    expect(page.locator("[data-chat-languages] button")).to_have_text(NAMES)
    wrong = {}
    for name in NAMES[1:]:
        speak(page, name)
        expect(page.locator("[data-chat-languages] [aria-current]")).to_have_text(name)
        wrong[name] = violations(page)
        picture(page, f"chat-languages-{NAMES.index(name)}-all")
    assert {name: found for name, found in wrong.items() if found} == {}


def test_language_is_chosen_without_javascript(live_portal, road_damage, new_context):
    page = new_context(**PHONE, java_script_enabled=False).new_page()
    page.goto(live_portal.url("gifu-shi", "/chat/"))
    speak(page, "नेपाली")
    expect(page.locator("html")).to_have_attribute("lang", "ne")
    expect(latest(page)).to_contain_text("नेपालीमा कुरा")
