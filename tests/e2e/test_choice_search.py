"""Long lists: searched with the keyboard and with a finger, in any kana; and as a plain list without JavaScript."""

import pytest
from playwright.sync_api import Locator, Page, expect

from forms_app.models import Draft
from tests.factories import forms

from .conftest import PHONE
from .test_axe import violations

pytestmark = pytest.mark.slow
TOWNS = [
    ("kanda", "神田町", "かんだまち"),
    ("kano", "加納", "かのう"),
    ("nagara", "長良", "ながら"),
    ("tsukasa", "司町", ""),
]
OPTIONS = [
    *({"value": value, "label": label, **({"yomi": yomi} if yomi else {})} for value, label, yomi in TOWNS),
    *({"value": f"t{n}", "label": f"第{n}町内会"} for n in range(300)),
]
ASKED = forms.definition(
    {"key": "town", "type": "choice", "label": "町", "options": OPTIONS, "layout": "search", "required": True},
    {"key": "towns", "type": "choices", "label": "隣の町", "options": OPTIONS[:8], "layout": "search"},
)
START = "/procedures/towns/"


def begin(page: Page, portal) -> Page:
    page.goto(portal.url("gifu-shi", START))
    page.get_by_role("button", name="入力をはじめる").click()
    return page


@pytest.fixture
def portal(committed_town, live_portal):
    forms.published_form(definition=ASKED, slug="towns")
    return live_portal


@pytest.fixture
def form_page(portal, page) -> Page:
    return begin(page, portal)


def search_box(page: Page) -> Locator:
    """Not the select, which is called the same until the script has come."""
    box = page.locator("input[role=combobox]")
    expect(box).to_be_visible()
    return page.get_by_role("combobox", name="町").and_(box)


def kept(key: str) -> object:
    return Draft.objects.get().get_answers().get(key)


def go_on(page: Page) -> None:
    page.locator(".form-buttons button[value=next]").click()


def test_the_keyboard_finds_by_kana_and_chooses(form_page):
    box = search_box(form_page)
    box.focus()
    form_page.keyboard.type("カン")
    expect(form_page.get_by_role("option")).to_have_text(["神田町"])
    expect(box).to_have_attribute("aria-expanded", "true")
    assert violations(form_page) == []
    form_page.keyboard.press("ArrowDown")
    active = form_page.get_by_role("option", name="神田町").get_attribute("id")
    expect(box).to_have_attribute("aria-activedescendant", active)
    form_page.keyboard.press("Enter")
    expect(box).to_have_value("神田町")
    expect(box).to_have_attribute("aria-expanded", "false")
    go_on(form_page)
    form_page.wait_for_url("**/check/")
    assert kept("town") == "kanda"


def test_a_finger_chooses(form_page):
    search_box(form_page).click()
    form_page.get_by_role("option", name="長良").click()
    go_on(form_page)
    form_page.wait_for_url("**/check/")
    assert kept("town") == "nagara"


def test_a_whole_name_is_chosen_by_typing_it(form_page):
    search_box(form_page).press_sequentially("司町")
    go_on(form_page)
    form_page.wait_for_url("**/check/")
    assert kept("town") == "tsukasa"


def test_escape_closes_and_then_empties(form_page):
    box = search_box(form_page)
    box.press_sequentially("加納")
    box.press("Escape")
    expect(form_page.get_by_role("listbox")).to_be_hidden()
    box.press("Escape")
    expect(box).to_have_value("")


def test_what_is_not_in_the_list_is_told(form_page):
    search_box(form_page).press_sequentially("東京")
    expect(form_page.get_by_text("見つかりません。").first).to_be_visible()
    go_on(form_page)
    expect(form_page.locator(".error-summary")).to_be_visible()
    assert violations(form_page) == []


def test_check_boxes_are_narrowed_and_checked_ones_stay(form_page):
    form_page.get_by_role("checkbox", name="加納").check()
    form_page.get_by_label("言葉でさがす").press_sequentially("ながら")
    expect(form_page.locator(".options label:visible")).to_have_text(["加納", "長良"])


def test_without_javascript_it_is_a_plain_list(portal, new_context):
    page = begin(new_context(**PHONE, java_script_enabled=False).new_page(), portal)
    page.get_by_label("町", exact=False).first.select_option("加納")
    go_on(page)
    page.wait_for_url("**/check/")
    assert kept("town") == "kano"
