"""Garbage calendars to look at, in a few towns: made up, with the towns' true quarters and the categories that ship."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

from municipalities.calendars.models import WasteVersion
from municipalities.calendars.recurrence import Kind, Rule
from municipalities.calendars.services.publishing import publish
from municipalities.calendars.services.working import write_working
from municipalities.calendars.waste.calendar import Area, Break, Deed, District, Exceptional, Plan
from municipalities.calendars.waste.exchange.naming import lasting_key
from municipalities.calendars.waste.shipped import shipped_calendar
from municipalities.support.town_points import TownPoint, points_of
from municipalities.tenancy.models import Municipality

SHOWN_IN = ("gifu_shi", "ogaki_shi", "takayama_shi", "shirakawa_mura")
AREAS = ("北部地区", "東部地区", "南部地区", "西部地区")
MOST_DISTRICTS = 60
BURNABLE_DAYS = ((0, 3), (1, 4), (0, 3), (1, 4))
NEW_YEAR = Break("年末年始", date(2026, 12, 31), date(2027, 1, 3))
NOTE = "見本の日程です。実際の収集日とは関係ありません。"


def make_garbage_calendar(*, town: Municipality) -> None:
    """Once, where the town has none."""
    if town.schema_name not in SHOWN_IN or WasteVersion.objects.exists():
        return
    areas = tuple(_areas(town))
    plans = tuple(plan for number, area in enumerate(areas) for plan in _plans(number, area.key))
    exceptions = tuple(_exceptions())
    write_working(replace(shipped_calendar(), areas=areas, plans=plans, breaks=(NEW_YEAR,), exceptions=exceptions))
    publish(staff=None, note="見本")


def _areas(town: Municipality) -> Iterator[Area]:
    points = points_of(town.code)
    middle = _middle(points)
    for name in AREAS:
        quarters = dict.fromkeys(_quarter(point) for point in points if _side(point, middle) == name)
        districts = tuple(District(quarter) for quarter in list(quarters)[:MOST_DISTRICTS])
        yield Area(lasting_key(name), name, note=NOTE, districts=districts)


def _plans(number: int, area: str) -> Iterator[Plan]:
    """One area's collections are a weekday or a week later than the other's, as in a true town."""
    burnable = BURNABLE_DAYS[number]
    other = (2, 2, 1, 0)[number]
    rules = {
        "燃えるごみ": Rule(Kind.WEEKLY, weekdays=burnable),
        "プラスチック製容器包装": Rule(Kind.WEEKLY, weekdays=(other,)),
        "燃えないごみ": Rule(Kind.MONTHLY, weekdays=(other,), weeks=(1 + number % 2, 3 + number % 2)),
        "ペットボトル": Rule(Kind.INTERVAL, every=2, anchor=date(2026, 4, 3 + number)),
        "びん": Rule(Kind.MONTHLY, weekdays=(4,), weeks=(1, 3)),
        "缶": Rule(Kind.MONTHLY, weekdays=(4,), weeks=(2, 4)),
        "古紙": Rule(Kind.MONTHLY, weekdays=(5,), weeks=(2 + number % 2,)),
        "古着・布類": Rule(Kind.MONTHLY, weekdays=(5,), weeks=(4,), months=(4, 6, 8, 10, 12, 2)),
        "有害ごみ": Rule(Kind.MONTHLY, weekdays=(2,), weeks=(1,)),
        "小型家電": Rule(Kind.MONTHLY, weekdays=(2,), weeks=(4,), months=(5, 8, 11, 2)),
        "枝葉・草": Rule(Kind.MONTHLY, weekdays=(3,), weeks=(2,), months=(4, 5, 6, 7, 8, 9, 10, 11)),
    }
    yield from (Plan(area, lasting_key(name), rule) for name, rule in rules.items())


def _exceptions() -> Iterator[Exceptional]:
    """The last burnable garbage before the New Year, and its hour."""
    burnable = lasting_key("燃えるごみ")
    yield Exceptional(date(2026, 12, 30), Deed.COLLECT, category=burnable, note="年内最後の収集です")
    yield Exceptional(date(2026, 12, 30), Deed.PUT_OUT_BY, category=burnable, put_out_by=time(7, 30))


def _middle(points: tuple[TownPoint, ...]) -> tuple[float, float]:
    """Of a town without points: anywhere."""
    count = max(1, len(points))
    return sum(float(point.latitude) for point in points) / count, sum(
        float(point.longitude) for point in points
    ) / count


def _side(point: TownPoint, middle: tuple[float, float]) -> str:
    north, east = float(point.latitude) - middle[0], float(point.longitude) - middle[1]
    if abs(north) >= abs(east):
        return AREAS[0] if north >= 0 else AREAS[2]
    return AREAS[1] if east >= 0 else AREAS[3]


def _quarter(point: TownPoint) -> str:
    """本町三丁目 → 本町"""
    name = point.name
    return name[: name.index("丁目") - 1].rstrip("一二三四五六七八九十") or name if "丁目" in name else name
