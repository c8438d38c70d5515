from datetime import date

import pytest

from municipalities.calendars.recurrence import Kind, Rule
from municipalities.calendars.waste.exchange.tokens import read_cell

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def weekly(*weekdays: int, months: tuple[int, ...] = ()) -> Rule:
    return Rule(Kind.WEEKLY, weekdays=weekdays, months=months)


def monthly(weekday: int, *weeks: int, months: tuple[int, ...] = ()) -> Rule:
    return Rule(Kind.MONTHLY, weekdays=(weekday,), weeks=weeks, months=months)


def every(weeks: int, anchor: date) -> Rule:
    return Rule(Kind.INTERVAL, every=weeks, anchor=anchor)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("", []), ("なし", []), ("-", []), ("×", []),
        ("月", [weekly(MON)]), ("月 木", [weekly(MON, THU)]), ("月　木", [weekly(MON, THU)]), ("火金", [weekly(TUE, FRI)]),
        ("毎週月・木曜日", [weekly(MON, THU)]), ("月曜日、木曜日", [weekly(MON, THU)]),
        ("水2", [monthly(WED, 2)]), ("金2 金４", [monthly(FRI, 2, 4)]), ("水１，３", [monthly(WED, 1, 3)]), ("水1・3", [monthly(WED, 1, 3)]), ("水２　４", [monthly(WED, 2, 4)]),
        ("水1:6 7 水2:4 5", [monthly(WED, 1, months=(6, 7)), monthly(WED, 2, months=(4, 5))]), ("木2 金4", [monthly(THU, 2), monthly(FRI, 4)]),
        ("第1・第3水曜日", [monthly(WED, 1, 3)]), ("第１第３水曜", [monthly(WED, 1, 3)]), ("毎月第2土曜日", [monthly(SAT, 2)]), ("月1月3", [monthly(MON, 1, 3)]),
        ("火2 金4:4 6", [monthly(TUE, 2, months=(4, 6)), monthly(FRI, 4, months=(4, 6))]),
        ("火2:4 6 木3:5 7", [monthly(TUE, 2, months=(4, 6)), monthly(THU, 3, months=(5, 7))]),
        ("火2：４　６", [monthly(TUE, 2, months=(4, 6))]), ("水1:11-2", [monthly(WED, 1, months=(1, 2, 11, 12))]),
        ("偶数月第2水曜", [monthly(WED, 2, months=(2, 4, 6, 8, 10, 12))]), ("月:1 2 3 4 5 6 7 8 9 10 11 12", [weekly(MON)]),
        ("e4w20180425", [every(4, date(2018, 4, 25))]), ("隔火20140401", [every(2, date(2014, 4, 1))]), ("ｅ２ｗ２０１８０４０４", [every(2, date(2018, 4, 4))]),
        ("20250331 20250403", [Rule(Kind.DAYS, days=(date(2025, 3, 31), date(2025, 4, 3)))]),
        ("2018/4/25", [Rule(Kind.DAYS, days=(date(2018, 4, 25),))]),
        ("月 20251230", [weekly(MON), Rule(Kind.DAYS, days=(date(2025, 12, 30),))]),
    ],
)  # fmt: skip
def test_cell_is_read(text, rules):
    cell = read_cell(text)
    assert (cell.rules, cell.problems) == (rules, [])


def test_remarks_stand_beside_the_rules():
    cell = read_cell("火 木 *1 ＊12")
    assert (cell.rules, cell.remarks, cell.problems) == ([weekly(TUE, THU)], ["1", "12"], [])


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("月6", [("unknown_token", "月6")]), ("月 foo", [("unknown_token", "foo")]), ("不定期", [("unknown_token", "不定期")]),
        ("20250230", [("impossible_day", "20250230")]), ("e4w20181325", [("impossible_day", "e4w20181325")]), ("e0w20180425", [("unknown_token", "e0w20180425")]),
        ("隔月20140401", [("wrong_weekday", "隔月20140401")]), ("月:", [("unknown_token", ":")]), ("水1 6", [("unknown_token", "6")]), ("月 3", [("unknown_token", "3")]), ("水2 4`", [("unknown_token", "4`")]), ("2025123", [("unknown_token", "2025123")]),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_told(text, problems):
    assert read_cell(text).problems == problems


def test_what_is_understood_beside_it_is_kept():
    assert read_cell("月 foo 20250230 木").rules == [weekly(MON, THU)]
