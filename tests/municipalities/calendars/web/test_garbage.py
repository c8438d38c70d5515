"""The residents' pages of the garbage days, as a browser without JavaScript sees them."""

from datetime import datetime, timedelta

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from municipalities.calendars.waste.calendar import Area, Plan, WasteCalendar
from municipalities.support.japanese_calendar import JST
from municipalities.support.town_points import find_town_points
from municipalities.tenancy import directory
from municipalities.tenancy.context import tenant_context
from municipalities.tenancy.features import GARBAGE
from tests.factories import garbage


@pytest.fixture
def at(monkeypatch):
    def set_clock(*moment: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: datetime(*moment, tzinfo=JST))

    set_clock(2026, 11, 30, 12)
    return set_clock


@pytest.fixture
def town_with_days(in_town, at):
    garbage.published()
    return in_town


def page(client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def statements(client, path: str) -> int:
    with CaptureQueriesContext(connection) as counted:
        assert client.get(path).status_code == 200
    return len(counted)


def test_town_without_a_calendar_says_so_kindly(in_town, town_client):
    assert "準備しています" in page(town_client, "/garbage/")


def test_pages_are_not_there_where_the_feature_is_off(town_with_days, town_client):
    town_with_days.disabled_features = [GARBAGE]
    town_with_days.save()
    directory.forget()
    statuses = [town_client.get(path).status_code for path in ("/garbage/", "/garbage/areas/north/", "/garbage/items/")]
    assert (statuses, "ごみの収集日を見る" in page(town_client, "/")) == ([404, 404, 404], False)


def test_area_is_found_by_name_of_a_quarter(town_with_days, town_client):
    found = page(town_client, "/garbage/?place=加納本町3丁目")
    assert ("「加納本町3丁目」にあてはまる地区：1件" in found, found.count('href="/garbage/areas/north/"')) == (True, 2)


def test_area_is_found_by_postal_code(town_with_days, town_client):
    assert "あてはまる地区：1件" in page(town_client, "/garbage/?place=〒500-8001")


def test_unknown_place_keeps_what_was_typed(town_with_days, town_client):
    shown = page(town_client, "/garbage/?place=どこにもない町")
    assert ("見つかりませんでした" in shown, 'value="どこにもない町"' in shown) == (True, True)


def test_point_on_the_map_leads_to_the_area_near_it(town_with_days, town_client):
    [point, *_others] = find_town_points("加納本町", town_with_days.code)
    answer = town_client.post("/garbage/area/", {"latitude": point.latitude, "longitude": point.longitude})
    assert (answer.status_code, answer["Location"]) == (302, "/garbage/areas/north/")


@pytest.mark.parametrize(
    "point",
    [
        {},
        {"latitude": "35", "longitude": "x"},
        {"latitude": "nan", "longitude": "nan"},
        {"latitude": "0", "longitude": "0"},
    ],
)
def test_point_that_is_nowhere_is_answered_by_a_sentence(town_with_days, town_client, point):
    answer = town_client.post("/garbage/area/", point)
    assert (answer.status_code, "町名か郵便番号で探してください" in answer.content.decode()) == (422, True)


def test_chosen_area_is_remembered_without_an_account(town_with_days, town_client):
    answer = town_client.post("/garbage/area/", {"area": "north"})
    assert (answer["Location"], answer.cookies["garbage_area"].value) == ("/garbage/areas/north/", "north")


def test_area_tells_today_tomorrow_and_next(town_with_days, town_client):
    shown = page(town_client, "/garbage/areas/north/")
    places = [
        shown.index(text)
        for text in ("今日", "11月30日（月）", "明日", "12月1日（火）", "収集はありません", "その次", "12月2日（水）")
    ]
    assert places == sorted(places)


def test_tomorrow_at_a_minute_to_midnight_is_the_next_day_in_japan(town_with_days, town_client, at):
    at(2026, 12, 2, 23, 59)
    before = page(town_client, "/garbage/areas/north/")
    at(2026, 12, 3, 0, 0)
    after = page(town_client, "/garbage/areas/north/")
    assert ("12月3日（木）" in before.split("その次")[0], "<strong>今日</strong> 12月3日（木）" in after) == (
        True,
        True,
    )


def test_rest_over_the_new_year_has_no_collection(town_with_days, town_client, at):
    at(2026, 12, 30, 9)
    box = page(town_client, "/garbage/areas/north/").split('class="search-form')[0]
    assert ("12月31日（木）" in box, box.count("収集はありません"), "1月4日（月）" in box) == (True, 2, True)


def test_area_that_is_not_there_is_not_found(town_with_days, town_client):
    page(town_client, "/garbage/areas/west/", 404)


@pytest.mark.parametrize("month", ["2026-13", "x", "9999-12", "2026-12&month=", "２０２６-12"])
def test_month_that_is_none_is_this_month(town_with_days, town_client, month):
    assert "2026年11月" in page(town_client, f"/garbage/areas/north/?month={month}")


def test_year_shows_the_fiscal_year_of_today(town_with_days, town_client, at):
    years = []
    for moment in [(2027, 3, 31, 12), (2027, 4, 1, 0)]:
        at(*moment)
        shown = page(town_client, "/garbage/areas/north/year/")
        years.append((shown.count("年度 ごみ収集カレンダー") > 0, "2026年度 ごみ" in shown, "2027年度 ごみ" in shown))
    assert years == [(True, True, False), (True, False, True)]


def test_year_tells_letters_beside_colours(town_with_days, town_client):
    shown = page(town_client, "/garbage/areas/north/year/")
    assert (
        '<span class="garbage-chip gc-burn"><span class="visually-hidden">燃えるごみ</span><span aria-hidden="true">燃</span></span>'
        in shown
    )


def test_feed_holds_whole_days_with_lasting_names(town_with_days, town_client):
    first, second = (town_client.get("/garbage/areas/north/calendar.ics") for _ in range(2))
    events = list(icalendar.Calendar.from_ical(first.content).walk("VEVENT"))
    pet = [event for event in events if str(event["SUMMARY"]) == "ペットボトル"][2]
    assert first.content == second.content
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert (pet["DTSTART"].dt.isoformat(), pet["DTEND"].dt - pet["DTSTART"].dt) == ("2026-12-04", timedelta(days=1))
    assert str(pet["UID"]) == "garbage-20261204-pet-north@gifu-shi.localhost"


@pytest.mark.parametrize("typed", ["電池", "でんち", "デンチ", "ﾃﾞﾝﾁ", "乾電地", "かんでんち", "電池の捨て方"])
def test_item_is_found_however_it_is_typed(town_with_days, town_client, typed):
    assert "<h2>乾電池</h2>" in page(town_client, f"/garbage/items/?q={typed}")


def test_item_tells_the_next_day_where_the_area_is_known(town_with_days, town_client):
    town_client.cookies["garbage_area"] = "north"
    assert "北地区の次の収集日：12月2日（水）" in page(town_client, "/garbage/items/?q=電池")


def test_item_that_is_not_there_keeps_what_was_typed(town_with_days, town_client):
    shown = page(town_client, "/garbage/items/?q=<宇宙船>")
    assert ("見つかりませんでした" in shown, "&lt;宇宙船&gt;" in shown, "<宇宙船>" in shown) == (True, True, False)


def test_home_tells_tomorrow_where_the_area_is_known_and_asks_nothing_when_warm(town_with_days, town_client):
    unknown = page(town_client, "/")
    town_client.cookies["garbage_area"] = "north"
    known = page(town_client, "/")
    assert ("ごみの収集日を見る" in unknown, "garbage-box" in unknown, "garbage-box" in known) == (True, False, True)
    assert (statements(town_client, "/"), statements(town_client, "/garbage/areas/north/")) == (0, 0)


def test_pages_cost_the_same_however_many_areas_there_are(in_town, town_client, at):
    town_client.get("/accessibility/")  # the directory of towns is warm
    counts = []
    for number in (2, 40):
        areas = tuple(Area(f"a{n}", f"第{n}地区") for n in range(number))
        plans = tuple(Plan(area.key, plan.category, plan.rule) for area in areas for plan in garbage.PLANS[:3])
        with tenant_context(in_town):
            garbage.published(WasteCalendar(areas, garbage.CALENDAR.categories, plans, (), (), garbage.ITEMS))
        counts.append([])
        for path in ("/garbage/", "/garbage/areas/a1/", "/garbage/areas/a1/year/", "/garbage/items/?q=電池"):
            counts[-1].append(statements(town_client, path))
    assert counts == [[3, 0, 0, 0], [3, 0, 0, 0]]  # the schema, which version, the version
