"""The garbage days in a browser: where do I live, what goes out tomorrow, what is a battery; the year on one sheet; staff publish."""

from datetime import timedelta
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from municipalities.accounts.models import Role
from municipalities.calendars.models import WasteVersion
from municipalities.calendars.rendering.days import today
from municipalities.calendars.waste.exchange.writing import write_files
from portal.demo.garbage import make_garbage_calendar
from tests.factories import accounts, garbage

from .test_axe import violations
from .test_chat import latest, press, say
from .test_journey import log_in

pytestmark = pytest.mark.slow
A4 = (595, 842)  # points


def on_paper(desk, take) -> None:
    """As the printer has it, in points of the screen."""
    before = desk.viewport_size
    desk.emulate_media(media="print")
    desk.set_viewport_size({"width": 734, "height": 1062})  # A4 without its margins
    take()
    desk.emulate_media(media="screen")
    desk.set_viewport_size(before)


def test_resident_chooses_an_area_sees_tomorrow_and_looks_for_an_item(live_portal, committed_town, page, picture):
    make_garbage_calendar(town=committed_town)
    page.goto(live_portal.url("gifu-shi", "/"))
    page.get_by_role("link", name="ごみの収集日を見る").click()
    page.get_by_label("町の名前か郵便番号").fill("加納本町")
    page.get_by_role("button", name="探す", exact=True).click()
    wrong = {"choose": violations(page)}
    picture(page, "garbage-1-choose")
    page.locator(".garbage-areas a").first.click()
    tomorrow = today() + timedelta(days=1)
    expect(page.locator(".garbage-day-strong")).to_contain_text(f"明日 {tomorrow.month}月{tomorrow.day}日")
    wrong["area"] = violations(page)
    picture(page, "garbage-2-area")
    page.get_by_role("link", name="トップ").click()
    expect(page.locator(".garbage-box")).to_contain_text("明日")
    wrong["home"] = violations(page)
    page.goto(live_portal.url("gifu-shi", "/garbage/items/"))
    page.get_by_label("何ごみか調べる").press_sequentially("でんち")
    expect(page.get_by_role("heading", name="乾電池")).to_be_visible()
    wrong["items"] = violations(page)
    picture(page, "garbage-3-items")
    page.goto(live_portal.url("gifu-shi", "/chat/"))
    say(page, "明日のごみは?")
    press(page, "北部地区")
    expect(latest(page)).to_contain_text("北部地区の")
    assert wrong == dict.fromkeys(wrong, [])


def test_year_is_one_sheet_of_paper_and_staff_publish_what_they_looked_at(
    live_portal, committed_town, desk, picture, tmp_path
):
    make_garbage_calendar(town=committed_town)
    accounts.staff(username="clerk", role=Role.TENANT_ADMIN)
    desk.goto(live_portal.url("gifu-shi", "/garbage/"))
    desk.locator(".garbage-areas a").first.click()
    desk.get_by_role("link", name="1年分をA4で印刷する").click()
    wrong = {"year": violations(desk)}
    paper = PdfReader(BytesIO(desk.pdf(prefer_css_page_size=True, print_background=True)))
    [sheet] = paper.pages
    assert (round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))) == A4
    assert "ごみ収集カレンダー" in sheet.extract_text().replace(" ", "")
    on_paper(desk, lambda: picture(desk, "garbage-4-year"))
    log_in(desk, live_portal)
    desk.goto(live_portal.url("gifu-shi", "/admin/calendars/wasteversion/import/"))
    for name, content in write_files(garbage.CALENDAR).files.items():
        (tmp_path / name).write_bytes(content)
    desk.locator("input[type=file]").set_input_files(sorted(tmp_path.glob("*.csv")))
    desk.get_by_role("button", name="取り込んで結果を見る").click()
    wrong["report"] = violations(desk)
    desk.get_by_role("link", name="内容を確かめて公開する").click()
    expect(desk.locator("body")).to_contain_text("なくなる地区：")
    wrong["preview"] = violations(desk)
    picture(desk, "staff-garbage-preview")
    desk.get_by_role("button", name="この内容で公開する").click()
    expect(desk.locator("body")).to_contain_text("第2版を公開しました")
    assert WasteVersion.objects.count() == 2
    assert wrong == dict.fromkeys(wrong, [])
