"""No violation of WCAG 2.1 A and AA (JIS X 8341-3 AA) that axe can find, on every page of the journey."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from forms_app.models import Form
from forms_app.services.publish import Mandate, publish_form
from forms_app.services.shipped import ship_form, shipped_slugs
from municipalities.accounts.models import Role
from municipalities.notifications.models import OutboxMessage
from municipalities.tenancy.models import Municipality, TownState
from tests.factories import accounts, files
from tests.processes import wait_for

from .test_journey import log_in

pytestmark = pytest.mark.slow
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}
axe = Axe()


@pytest.fixture
def shipped(committed_town):
    section = accounts.section(name="道路維持課", phone="058-214-4719")
    for slug in shipped_slugs():
        ship_form(slug=slug, section=section)


def violations(page: Page) -> list[str]:
    """`rule: element` of each; a page wider than the screen counts as one."""
    found = axe.run(page, options=RULES).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    names = [f"{v['id']}: {node['html'][:120]}" for v in found for node in v["nodes"]]
    return names + (["wider than the screen"] if wide else [])


@pytest.fixture
def check(page):
    """Collects what is wrong, page by page, at the phone's width and at 320 px."""
    wrong: dict[str, list[str]] = {}

    def look(name: str) -> None:
        page.wait_for_load_state("load")  # a click waits for the new page to begin, not for it to be there
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 844})
            if found := violations(page):
                wrong[f"{name} at {width}"] = found

    yield look
    assert wrong == {}


def test_pages_of_the_journey(shipped, live_portal, page, check):
    def visit(path: str, name: str | None = None) -> None:
        page.goto(live_portal.url("gifu-shi", path))
        check(name or path)

    for path in ("/", "/procedures/", "/procedures/?q=" + "x" * 40, "/procedures/road-damage/", "/applications/",
                 "/accessibility/", "/privacy/", "/no-such-page/", "/procedures/road-damage/check/"):  # fmt: skip
        visit(path)
    visit("/procedures/road-damage/", "procedure")
    page.get_by_role("button", name="入力をはじめる").click()
    check("first page")
    go_on(page)
    check("first page with errors")
    page.get_by_label("その他", exact=True).check()
    page.get_by_label("今すぐ危険がある").check()
    check("first page with more questions")
    page.get_by_label("道路の穴・くぼみ").check()
    go_on(page)
    check("place")
    page.get_by_label("住所や目印").fill("司町40-1")
    page.locator("input[type=file]").first.set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": files.PNG}
    )
    go_on(page)
    expect(page.get_by_label("知らせてほしい")).to_be_visible()
    page.go_back()
    page.reload()
    check("place with a file")
    go_on(page)
    page.get_by_label("知らせてほしい").check()
    go_on(page)
    check("reporter with errors")
    page.get_by_label("知らせなくてよい").check()
    go_on(page)
    check("check")
    page.get_by_role("button", name=re.compile("申請する")).click()
    page.wait_for_url("**/done/")
    check("done")
    page.get_by_role("link", name="申請の状況を見る").last.click()
    check("status")
    page.get_by_role("link", name="申請を取り下げる").click()
    check("withdraw")


@pytest.mark.parametrize("slug", ["dog-registration", "bulky-waste", "briefing-session"])
def test_first_pages_of_the_other_forms(shipped, live_portal, page, check, slug):
    page.goto(live_portal.url("gifu-shi", f"/procedures/{slug}/"))
    check("procedure")
    page.get_by_role("button", name="入力をはじめる").click()
    check("first page")
    go_on(page)
    check("first page with errors")


def test_pages_after_a_slip(shipped, live_portal, page, check):
    page.goto(live_portal.url("gifu-shi", "/applications/"))
    page.get_by_role("button", name="状況を見る").click()
    check("look-up with errors")
    page.goto(live_portal.url("gifu-shi", "/procedures/bulky-waste/"))
    page.evaluate("document.querySelector('[name=csrfmiddlewaretoken]').value = 'x'")
    page.get_by_role("button", name="入力をはじめる").click()
    check("form that was open too long")


def test_page_of_a_procedure_begun_before(shipped, live_portal, page, check):
    page.goto(live_portal.url("gifu-shi", "/procedures/bulky-waste/"))
    page.get_by_role("button", name="入力をはじめる").click()
    page.goto(live_portal.url("gifu-shi", "/procedures/bulky-waste/"))
    expect(page.get_by_role("button", name="続きから入力する")).to_be_visible()
    check("procedure with a draft")


def test_pages_of_a_draft_that_goes_on_later(shipped, live_portal, page, check):
    page.goto(live_portal.url("gifu-shi", "/procedures/bulky-waste/"))
    page.get_by_role("button", name="入力をはじめる").click()
    page.get_by_role("button", name="あとで続ける").click()
    check("later")
    page.get_by_role("button", name="リンクをメールで送る").click()
    check("later with errors")
    page.get_by_label("メールアドレス").fill("hanako@example.jp")
    page.get_by_role("button", name="リンクをメールで送る").click()
    check("link sent")
    link = OutboxMessage.objects.get().content()["link"]
    page.goto(link)
    check("link")
    publish_again("bulky-waste")
    page.get_by_role("button", name="続きから入力する").click()
    check("newer version offered")
    page.get_by_role("link", name="変わったところを見て").click()
    check("newer version")
    publish_again("bulky-waste", Mandate(reason="条例が改正されたため", stops_old_drafts=True))
    page.reload()
    check("stopped")
    page.get_by_role("button", name="はじめから入力する").click()
    page.goto(link)
    check("link that is too late")


def publish_again(slug: str, mandate: Mandate | None = None) -> None:
    form = Form.objects.get(slug=slug)
    publish_form(form=form, staff=None, change_note="", revision=form.revision, mandate=mandate)


def test_towns_narrowed_while_typing(live_portal, page, check):
    page.goto(live_portal.url(""))
    page.get_by_role("searchbox").fill("おお")
    check("some towns")
    page.get_by_role("searchbox").fill("ない町")
    check("no town")


def test_pages_of_the_prefecture(live_portal, page, check):
    for path in ("/", "/accessibility/", "/privacy/", "/no-such-page/"):
        page.goto(live_portal.url("", path))
        check(path)


def test_page_of_a_town_that_is_closed_for_now(live_portal, page, check, committed_town):
    Municipality.objects.filter(pk=committed_town.pk).update(
        state=TownState.SUSPENDED, suspension_notice="機器の点検のため、18時まで休止しています。"
    )
    wait_for(lambda: page.goto(live_portal.url("gifu-shi")).status == 503, seconds=20)
    check("suspended")


def test_page_of_an_unknown_host(live_portal, page, check):
    page.goto(live_portal.url("no-such-town"))
    check("unknown host")


def test_pages_in_the_largest_letters(shipped, live_portal, page, check):
    page.goto(live_portal.url("gifu-shi"))
    page.get_by_role("button", name="特大").click()
    for path in ("/", "/procedures/", "/procedures/road-damage/", "/applications/"):
        page.goto(live_portal.url("gifu-shi", path))
        check(path)
    page.goto(live_portal.url("gifu-shi", "/procedures/dog-registration/"))
    page.get_by_role("button", name="入力をはじめる").click()
    go_on(page)
    check("first page with errors")


def go_on(page: Page) -> None:
    page.locator(".form-buttons button[value=next]").click()


def test_axe_sees_a_picture_without_words(page):
    """The control: a page that is wrong is found wrong."""
    page.set_content(
        '<!doctype html><html lang="ja"><title>試験</title><main><h1>試験</h1><img src="a.png"></main></html>'
    )
    assert [name.split(":")[0] for name in violations(page)] == ["image-alt"]


@pytest.fixture
def check_staff(desk):
    """As `check`, at the widths of a desk, of a desk at 200 %, and of one at 400 %."""
    wrong: dict[str, list[str]] = {}

    def look(name: str) -> None:
        desk.wait_for_load_state("load")  # a click waits for the new page to begin, not for it to be there
        for width in (1280, 640, 320):
            desk.set_viewport_size({"width": width, "height": 800})
            if found := violations(desk):
                wrong[f"{name} at {width}"] = found
        desk.set_viewport_size({"width": 1280, "height": 800})

    yield look
    assert wrong == {}


def test_pages_of_the_form_builder(shipped, live_portal, desk, check_staff):
    accounts.staff(role=Role.TENANT_ADMIN, username="clerk")
    log_in(desk, live_portal)
    form = Form.objects.get(slug="road-damage")
    desk.goto(live_portal.url("gifu-shi", f"/admin/forms_app/form/{form.pk}/change/"))
    check_staff("canvas")
    desk.get_by_role("link", name="設問を追加する").first.click()
    expect(desk.get_by_role("link", name="一行の文字")).to_be_visible()
    check_staff("palette beside the canvas")
    desk.get_by_role("link", name="ひとつ選ぶ").click()
    desk.locator("#builder-panel").get_by_role("button", name="追加する").click()
    expect(desk.locator("#builder-panel [aria-invalid=true]").first).to_be_visible()
    check_staff("settings beside the canvas, with errors")
    desk.keyboard.press("Escape")
    desk.get_by_role("button", name="プレビューを並べる").click()
    check_staff("preview beside the canvas")
    for address in ("facts/", "versions/", "versions/compare/?before=1&after=copy", "statistics/", "preview/", "stop/",
                    "quota/", "borrow/", "copy/", "../templates/", "../add/"):  # fmt: skip
        desk.goto(live_portal.url("gifu-shi", f"/admin/forms_app/form/{form.pk}/{address}"))
        check_staff(address)
    desk.goto(live_portal.url("gifu-shi", "/admin/forms_app/form/"))
    check_staff("list")
