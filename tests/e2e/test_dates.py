"""Days by era and periods on a phone: what was typed stays beside its sentence, and conditions read the parts as the server does."""

import pytest
from playwright.sync_api import expect

from tests.factories import forms

from .conftest import PHONE

pytestmark = pytest.mark.slow
ASKED = forms.definition(
    {"key": "born", "type": "birthday", "label": "生年月日", "required": True, "min_age": 65},
    {"key": "since", "type": "date", "label": "住み始めた日", "layout": "japanese_era"},
    {"key": "stay", "type": "date_range", "label": "使う期間", "required": True, "max_days": 30},
    {"key": "reason", "type": "text", "label": "長く使う理由",
     "show_when": {"field": "stay", "operator": "at_least", "value": 8}},
    {"key": "trip", "type": "date_range", "label": "滞在した期間", "layout": "japanese_era"},
)  # fmt: skip
NARROW = {**PHONE, "viewport": {"width": 360, "height": 740}}


@pytest.fixture
def page(committed_town, live_portal, new_context):
    forms.published_form(definition=ASKED, slug="days", title="日付の申請")
    page = new_context(**NARROW).new_page()
    page.goto(live_portal.url("gifu-shi", "/procedures/days/"))
    page.get_by_role("button", name="入力をはじめる").click()
    return page


def write(page, key, era, year, month, day):
    page.locator(f"[name={key}era]").select_option(era)
    for part, typed in {"year": year, "month": month, "day": day}.items():
        page.locator(f"[name={key}{part}]").fill(typed)


def test_what_was_typed_stays_beside_its_sentence(page, picture):
    picture(page, "empty")
    write(page, "born-", "昭和", "６５", "3", "1")
    write(page, "trip-from_", "令和", "8", "2", "30")
    page.locator("[name=stay-from]").fill("2026-12-05")
    page.locator("[name=stay-to]").fill("2026-12-01")
    page.locator(".form-buttons button[value=next]").click()
    picture(page, "refused")
    expect(page.locator("#f-born-year-error")).to_have_text(
        "「生年月日」の年を確かめてください。昭和は64年1月7日までです。同じ日は、平成2年3月1日です。"
    )
    typed = [page.locator(f"[name=born-{part}]").input_value() for part in ("era", "year", "month", "day")]
    assert typed == ["昭和", "６５", "3", "1"]
    assert page.locator("[name=trip-from_day]").input_value() == "30"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_parts_and_periods_are_read_in_the_browser(page, picture):
    write(page, "born-", "昭和", "21", "8", "15")
    expect(page.locator("[data-field=born] [data-wareki]")).to_have_text("1946年8月15日（昭和21年） 木曜日")
    page.locator("[name=stay-from]").fill("2026-12-05")
    page.locator("[name=stay-to]").fill("2026-12-11")
    expect(page.locator("[data-field=reason]")).to_be_hidden()
    page.locator("[name=stay-to]").fill("2026-12-12")
    expect(page.locator("[data-field=reason]")).to_be_visible()
    picture(page, "filled")
    page.locator(".form-buttons button[value=next]").click()
    expect(page.get_by_text("2026年12月5日（土）〜12月12日（土） 8日間")).to_be_visible()
    picture(page, "check")
