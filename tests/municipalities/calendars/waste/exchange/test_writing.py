from dataclasses import replace
from datetime import date

from municipalities.calendars.recurrence import LAST, Kind, Rule
from municipalities.calendars.waste.calendar import Area, Break, Deed, Item, Plan
from municipalities.calendars.waste.exchange.reading import read_files
from municipalities.calendars.waste.exchange.writing import write_files
from tests.factories.garbage import BURNABLE, CALENDAR, exceptional


def cell_of(*rules: Rule, note: str = "") -> str:
    plans = tuple(Plan("north", "burn", rule, note) for rule in rules)
    export = write_files(replace(CALENDAR, plans=plans))
    return export.files["area_days.csv"].decode("utf-8-sig").splitlines()[1].split(",")[3]


def test_rules_are_written_in_the_signs_of_the_family():
    assert cell_of(Rule(Kind.WEEKLY, weekdays=(0, 3))) == "月 木"
    assert cell_of(Rule(Kind.MONTHLY, weekdays=(2,), weeks=(1, 3), months=(4, 6))) == "水1 水3:4 6"
    assert cell_of(Rule(Kind.INTERVAL, every=4, anchor=date(2018, 4, 25)), note="夜間") == "*1 e4w20180425"
    both = cell_of(Rule(Kind.MONTHLY, weekdays=(2,), weeks=(1,), months=(4,)), Rule(Kind.WEEKLY, weekdays=(0,)))
    assert both == "月:1 2 3 4 5 6 7 8 9 10 11 12 水1:4"


def test_calendar_comes_back():
    moved = exceptional(date(2026, 12, 10), Deed.MOVE, area="north", category="burn", moved_to=date(2026, 12, 12))
    centred = replace(
        CALENDAR,
        breaks=(Break("南センターの休み", date(2026, 12, 31), date(2027, 1, 3), "南センター"),),
        exceptions=(moved,),
    )
    export = write_files(centred)
    again = read_files(export.files)
    days = [
        [(each.day, each.category.name) for each in calendar.collections(area.key, date(2026, 12, 1), date(2027, 2, 1))]
        for calendar in (centred, again.calendar) for area in calendar.areas
    ]  # fmt: skip
    assert (export.losses, again.problems, days[:2]) == ([], (), days[2:])


def test_what_the_family_has_no_sign_for_is_named():
    rules = (
        Rule(Kind.MONTHLY, weekdays=(2,), weeks=(LAST,)),
        Rule(Kind.WEEKLY, weekdays=(0,), first_on=date(2026, 4, 1)),
    )
    plans = tuple(Plan("north", "burn", rule) for rule in rules)
    export = write_files(replace(CALENDAR, plans=plans, exceptions=(exceptional(date(2026, 12, 8), Deed.COLLECT),)))
    assert [loss.partition("：")[2] for loss in export.losses[:2]] == [
        "「最終水曜日」の最終は書き出せません。",
        "「毎週月曜日［2026/04/01から］」の期間は書き出せません。",
    ]
    assert len(export.losses) == 4  # the rest of the whole town, and the day that comes to it


def test_signs_that_shift_jis_lacks_are_named_and_marked():
    calendar = replace(
        CALENDAR,
        areas=(Area("north", "𠮷野町"),),
        categories=(BURNABLE,),
        plans=(),
        breaks=(),
        items=(Item("〜箱〜", category="burn"),),
    )
    export = write_files(calendar, encoding="cp932")
    assert export.losses == ["area_days.csv 2行目：シフトJISにない文字（𠮷）を〓に置きかえました。"]
    assert (
        "〓野町" in export.files["area_days.csv"].decode("cp932"),
        "～箱～" in export.files["target.csv"].decode("cp932"),
    ) == (True, True)
