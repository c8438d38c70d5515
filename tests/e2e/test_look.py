"""What the scripts of the public pages add, what remains without them, and what every hand and eye needs."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from forms_app.services.shipped import ship_form, shipped_slugs
from tests.factories import accounts, files

from .conftest import DESK, PHONE, LivePortal

pytestmark = pytest.mark.slow
TARGET = 44  # CSS pixels
REFUSED_POLICY = re.compile("Content Security Policy|Refused to", re.IGNORECASE)
SMALL_TARGETS = """(smallest) => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")]
  .map((control) => control.closest("label.option") ?? control)
  .filter((control) => control.checkVisibility() && getComputedStyle(control).clipPath === "none")
  .filter((control) => !control.matches(".skip-link"))
  .map((control) => [control.textContent.trim() || control.name, control.getBoundingClientRect()])
  .filter(([, box]) => box.height < smallest - 0.5 || box.width < smallest - 0.5)
  .map(([name, box]) => `${name}: ${Math.round(box.width)}×${Math.round(box.height)}`)"""
FOCUS = """() => {
  const here = document.activeElement;
  const shown = here.closest("label.option") ?? here;
  const style = getComputedStyle(shown);
  const name = here === document.body ? "" : here.getAttribute("aria-label") ?? here.textContent.trim() ?? "";
  return { id: here.id, name, outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth) };
}"""


@pytest.fixture
def portal(committed_town, live_portal) -> LivePortal:
    """岐阜市 with the forms that ship."""
    section = accounts.section(name="道路維持課", phone="058-214-4719")
    for slug in shipped_slugs():
        ship_form(slug=slug, section=section)
    return live_portal


@pytest.fixture
def start(portal, page) -> Callable[..., Page]:
    """The first page of a form."""

    def go(slug: str, page: Page = page) -> Page:
        page.goto(portal.url("gifu-shi", f"/procedures/{slug}/"))
        page.get_by_role("button", name="入力をはじめる").click()
        page.wait_for_url("**/pages/**")
        page.wait_for_load_state()  # the scripts listen
        return page

    return go


@pytest.fixture
def plain_page(new_context) -> Page:
    """A phone without JavaScript."""
    return new_context(**PHONE, java_script_enabled=False).new_page()


@pytest.fixture
def policy_refusals(page) -> list[str]:
    """What the browser's console says about the content security policy, and errors of scripts."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if REFUSED_POLICY.search(message.text) else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def go_on(page: Page) -> None:
    page.locator(".form-buttons button[value=next]").click()


def place_of(page: Page, key: str):
    return page.locator(f'[data-field="{key}"]')


# --- conditions -----------------------------------------------------------------------------------------------


def test_an_answer_uncovers_the_question_that_depends_on_it(start):
    page = start("road-damage")
    expect(place_of(page, "kind_other")).to_be_hidden()
    page.get_by_label("その他", exact=True).check()
    expect(place_of(page, "kind_other")).to_be_visible()
    expect(place_of(page, "kind_other").locator("[data-required-badge]")).to_be_visible()
    expect(place_of(page, "kind_other").get_by_role("textbox")).to_have_attribute("aria-required", "true")


def test_a_covered_question_keeps_what_was_typed(start):
    page = start("road-damage")
    page.get_by_label("その他", exact=True).check()
    place_of(page, "kind_other").get_by_role("textbox").fill("橋の手すり")
    page.get_by_label("カーブミラー").check()
    expect(place_of(page, "kind_other")).to_be_hidden()
    page.get_by_label("その他", exact=True).check()
    expect(place_of(page, "kind_other").get_by_role("textbox")).to_have_value("橋の手すり")


def test_the_server_agrees_with_what_the_browser_has_uncovered(start):
    page = start("briefing-session")
    page.get_by_label("会場で参加する", exact=True).check()
    go_on(page)
    expect(place_of(page, "people").locator(".field-error")).to_be_visible()


# --- without JavaScript ---------------------------------------------------------------------------------------


def test_an_application_is_filed_without_javascript(start, plain_page):
    page = start("road-damage", plain_page)
    expect(place_of(page, "kind_other")).to_be_visible()
    page.get_by_label("カーブミラー").check()
    page.get_by_label("危険はない").check()
    go_on(page)
    page.get_by_label("住所や目印").fill("司町40-1")
    go_on(page)
    page.get_by_label("知らせなくてよい").check()
    go_on(page)
    page.get_by_role("button", name="この内容で申請する").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("申請を受け付けました")


def test_an_address_is_looked_up_without_javascript(start, plain_page):
    page = start("dog-registration", plain_page)
    page.get_by_label("郵便番号").fill("５００－８０７６")
    page.get_by_role("button", name="住所を検索").click()
    expect(page.get_by_label("市区町村")).to_have_value("岐阜市")


def test_the_letters_grow_without_javascript(portal, plain_page):
    plain_page.goto(portal.url("gifu-shi", "/procedures/?q=犬"))
    plain_page.get_by_role("button", name="特大").click()
    expect(plain_page.locator("html")).to_have_class("text-largest")
    expect(plain_page.get_by_role("searchbox")).to_have_value("犬")


# --- what scripts add -----------------------------------------------------------------------------------------


def test_the_letters_grow_at_once_and_stay_large(portal, page):
    page.goto(portal.url("gifu-shi"))
    with page.expect_response("**/text-size/**"):
        page.get_by_role("button", name="特大").click()
    expect(page.get_by_role("button", name="特大")).to_have_attribute("aria-pressed", "true")
    answer = page.goto(portal.url("gifu-shi", "/procedures/"))
    assert 'class="text-largest"' in answer.text()  # from the server: no flash


def test_a_date_is_shown_with_its_era_and_weekday(start):
    page = start("briefing-session")
    group = place_of(page, "attend_on")
    for part, typed in {"year": "令和８", "month": "11", "day": "２３"}.items():
        group.locator(f"[data-part={part}]").fill(typed)
    expect(group.locator("[data-wareki]")).to_have_text("2026年11月23日（令和8年） 月曜日")
    group.locator("[data-part=day]").fill("31")
    expect(group.locator("[data-wareki]")).to_be_empty()


def test_a_postal_code_fills_the_address(start):
    page = start("dog-registration")
    page.get_by_label("郵便番号").fill("500-8076")
    page.get_by_role("button", name="住所を検索").click()
    expect(page.get_by_label("町名・番地")).to_have_value("司町")
    expect(page.get_by_label("町名・番地")).to_be_focused()
    expect(page.get_by_label("都道府県")).to_have_value("岐阜県")


def test_an_unknown_postal_code_says_what_to_do(start):
    page = start("dog-registration")
    page.get_by_label("郵便番号").fill("999-9999")
    page.get_by_role("button", name="住所を検索").click()
    expect(page.locator("[data-address-status]")).to_have_text(
        "この郵便番号の住所は見つかりませんでした。住所を直接入力してください。"
    )


def test_a_place_that_is_not_shared_says_what_to_do(start):
    page = start("road-damage")
    page.get_by_label("カーブミラー").check()
    page.get_by_label("危険はない").check()
    go_on(page)
    page.get_by_role("button", name="現在地を使う").click()
    expect(page.locator("[data-location-status]")).to_have_text(
        "位置情報の利用が許可されていません。住所や目印を入力してください。"
    )


def test_a_chosen_photo_is_shown_before_it_is_sent(start, policy_refusals):
    page = start("bulky-waste")
    photo = {"name": "たんす.png", "mimeType": "image/png", "buffer": files.PNG}
    page.locator("input[type=file]").first.set_input_files(photo)
    expect(page.locator("[data-chosen]")).to_contain_text("たんす.png")
    expect(page.locator("[data-chosen] canvas")).to_be_visible()
    expect(page.locator("[data-chosen-count]")).to_contain_text("1件を選びました")
    assert policy_refusals == []


def test_too_many_photos_are_told_before_they_are_sent(start):
    page = start("bulky-waste")
    photos = [{"name": f"{n}.png", "mimeType": "image/png", "buffer": files.PNG} for n in range(6)]
    page.locator("input[type=file]").first.set_input_files(photos)
    expect(page.locator("[data-chosen-count]")).to_contain_text("付けられるのは5件までです")


def test_the_error_summary_is_read_first_and_leads_to_the_question(start):
    page = start("bulky-waste")
    go_on(page)
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.locator("[data-error-summary] a", has_text="品物の合計の数").click()
    expect(place_of(page, "count").locator("input")).to_be_focused()


def test_a_double_click_sends_once(start):
    page = start("road-damage")
    page.get_by_label("カーブミラー").check()
    page.get_by_label("危険はない").check()
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    page.locator(".form-buttons button[value=next]").dblclick()
    page.wait_for_url("**/pages/place/")
    assert len(posts) == 1


def test_a_town_is_found_by_its_reading(live_portal, page):
    page.goto(live_portal.url(""))
    page.get_by_role("searchbox").fill("オオガキ")
    expect(page.locator("[data-town]:visible")).to_have_count(1)
    expect(page.locator("[data-town]:visible")).to_contain_text("大垣市")
    expect(page.locator("[data-town-count]")).to_have_text("1件の市町村が見つかりました。")


# --- hands and eyes -------------------------------------------------------------------------------------------


def test_no_page_of_a_form_breaks_the_content_security_policy(start, policy_refusals):
    page = start("dog-registration")
    go_on(page)
    expect(page.locator("[data-error-summary]")).to_be_visible()
    assert policy_refusals == []


@pytest.mark.parametrize("size", ["standard", "largest"])
def test_everything_to_touch_is_large_enough(portal, start, page, size):
    page.goto(portal.url("gifu-shi", f"/text-size/?size={size}&next=/"))
    small = {"/": page.evaluate(SMALL_TARGETS, TARGET)}
    for path in ("/procedures/", "/procedures/?q=zzz", "/procedures/dog-registration/", "/applications/", "/privacy/"):
        page.goto(portal.url("gifu-shi", path))
        small[path] = page.evaluate(SMALL_TARGETS, TARGET)
    for slug in shipped_slugs():
        start(slug)
        go_on(page)
        small[slug] = page.evaluate(SMALL_TARGETS, TARGET)
    assert {where: found for where, found in small.items() if found} == {}


def test_the_keyboard_reaches_the_content_past_the_menu(portal, new_context):
    page = new_context(**DESK).new_page()
    page.goto(portal.url("gifu-shi", "/procedures/dog-registration/"))
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["name"] == "本文へ進む"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["name"] == "入力をはじめる"


def test_the_keyboard_alone_fills_in_a_page(start, new_context):
    page = start("road-damage", new_context(**DESK).new_page())
    page.locator(".languages button").last.focus()
    unseen = []
    for _ in range(2):  # the two groups of radio buttons
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        unseen += [page.evaluate(FOCUS)] if page.evaluate(FOCUS)["outline"] < 2 else []
    page.keyboard.press("Tab")
    page.keyboard.type("穴があります")
    page.keyboard.press("Tab")
    assert (page.evaluate(FOCUS)["name"], unseen) == ("次へ進む", [])
    page.keyboard.press("Enter")
    page.wait_for_url("**/pages/place/")


@pytest.mark.parametrize("path", ["/", "/procedures/", "/procedures/road-damage/", "/applications/"])
def test_the_focus_is_always_seen(portal, new_context, path):
    page = new_context(**DESK).new_page()
    page.goto(portal.url("gifu-shi", path))
    seen = []
    while True:
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if not focus["name"] and not focus["id"]:
            break
        seen.append(focus)
    assert [focus for focus in seen if focus["outline"] < 2] == []
    assert len(seen) > 8
