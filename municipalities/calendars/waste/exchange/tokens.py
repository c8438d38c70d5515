"""One cell of area_days.csv into rules. Pure.

The dialects of the family (5374.jp and its children), after the width is folded:
`月 木` weekly; `水2` the second Wednesday; `火2 金4:4 6 8` only in these months; `20140301` a day; `*1` a remark;
`e4w20180425` every four weeks from a day; `隔火20140401` every other week from a day; and what people write instead:
`火金`, `毎週月・木曜日`, `第1・第3水曜日`, `水1・3`, `水２　４`, `偶数月第2水曜`, `火2:4-9`, `2018/4/25`, `なし`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from municipalities.calendars.recurrence import Kind, Rule
from municipalities.support.japanese_text import fold_width

WEEKDAYS = "月火水木金土日"
_NUMBER_LISTS = re.compile(
    r"第?\s*([1-5])((?:\s*(?:[・,、.･]\s*第?|第)\s*[1-5])*)\s*(?:週の?)?\s*([月火水木金土日])(?:曜日?)?"
)
"""第1・第3水曜日 → 水1 水3"""
_AFTER_WEEKDAY = re.compile(r"([月火水木金土日])([1-5](?:[・,、.･][1-5])+)")
"""水1・3 → 水1 水3"""
_SEPARATORS = re.compile(r"[\s、,;；/／・･]+")
_DATES = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})")
_EVERY_WEEK = re.compile(r"(?:毎週)?([月火水木金土日]+)(?:曜日?)?")
_OF_MONTH = re.compile(r"([月火水木金土日])([1-5])")
_RUN_OF_MONTH = re.compile(r"(?:[月火水木金土日][1-5]){2,}")
_MONTHS = re.compile(r"(1[0-2]|0?[1-9])月?(?:[-~〜](1[0-2]|0?[1-9])月?)?")
_HALF_THE_MONTHS = {"偶数月": {2, 4, 6, 8, 10, 12}, "奇数月": {1, 3, 5, 7, 9, 11}}
_INTERVAL = re.compile(r"e(\d{1,2})w(\d{8})")
_EVERY_OTHER = re.compile(r"隔週?([月火水木金土日])?(\d{8})")
_REMARK = re.compile(r"\*(.+)")
_NOTHING = frozenset({"-", "ー", "なし", "無し", "無", "収集なし", "収集無し", "×", "x", "✕"})
ALL_MONTHS = tuple(range(1, 13))


@dataclass
class Cell:
    """`remarks`: the ids behind `*`; `problems`: (code, what stands there)."""

    rules: list[Rule] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class _Group:
    """Tokens that stand under the same months."""

    weekly: set[int] = field(default_factory=set)
    monthly: dict[int, set[int]] = field(default_factory=dict)
    intervals: list[tuple[int, date]] = field(default_factory=list)
    days: set[date] = field(default_factory=set)
    months: set[int] = field(default_factory=set)
    takes_months: bool = False
    last_monthly: int | None = None
    """The weekday that a bare number goes on with: `水2 4`."""


def read_cell(text: str) -> Cell:
    cell, group = Cell(), _Group()
    for token in _tokens(text):
        if token == ":":
            group.takes_months = True
        elif token in _HALF_THE_MONTHS:
            group.months |= _HALF_THE_MONTHS[token]
        elif group.takes_months and (months := _MONTHS.fullmatch(token)):
            group.months |= _months_between(int(months[1]), int(months[2] or months[1]))
        elif remark := _REMARK.fullmatch(token):
            cell.remarks.append(remark[1])
        else:
            if group.takes_months and group.months:
                _finish(cell, group)
                group = _Group()
            _take(cell, group, token)
    _finish(cell, group)
    return cell


def day_of(text: str) -> date | None:
    """`20180425`; None for a day that no calendar has."""
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None


def _tokens(text: str) -> Iterator[str]:
    plain = re.sub("(偶数月|奇数月)の?|毎月の?", lambda found: f" {found[1] or ''} ", fold_width(text)).replace(
        "×", "x"
    )
    plain = _DATES.sub(lambda found: f" {found[1]}{int(found[2]):02}{int(found[3]):02} ", plain)
    if not re.fullmatch(r"[\s\d]*", plain):
        plain = _NUMBER_LISTS.sub(_as_codes, plain) if "第" in plain or "週" in plain else plain
        plain = _RUN_OF_MONTH.sub(lambda found: " ".join(re.findall("..", found[0])), plain)
        plain = _AFTER_WEEKDAY.sub(lambda found: " ".join(found[1] + n for n in re.findall(r"\d", found[2])), plain)
    for part in re.split(r"(:)", plain):
        yield from (token for token in _SEPARATORS.split(part) if token)


def _as_codes(found: re.Match[str]) -> str:
    numbers = [found[1], *re.findall(r"[1-5]", found[2])]
    return " " + " ".join(found[3] + number for number in numbers) + " "


def _months_between(first: int, last: int) -> set[int]:
    """11-2 goes over the end of the year."""
    return {(first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1)}


def _take(cell: Cell, group: _Group, token: str) -> None:
    if token.casefold() in _NOTHING:
        return
    weekday, group.last_monthly = group.last_monthly, None
    if weekday is not None and re.fullmatch("[1-5]", token):
        _add_monthly(group, weekday, int(token))
        return
    for pattern, take in _READERS:
        if found := pattern.fullmatch(token):
            take(cell, group, found)
            return
    cell.problems.append(("unknown_token", token))


def _take_weekly(cell: Cell, group: _Group, found: re.Match[str]) -> None:
    group.weekly |= {WEEKDAYS.index(sign) for sign in found[1]}


def _take_monthly(cell: Cell, group: _Group, found: re.Match[str]) -> None:
    _add_monthly(group, WEEKDAYS.index(found[1]), int(found[2]))


def _add_monthly(group: _Group, weekday: int, week: int) -> None:
    group.monthly.setdefault(weekday, set()).add(week)
    group.last_monthly = weekday


def _take_interval(cell: Cell, group: _Group, found: re.Match[str]) -> None:
    anchor, every = day_of(found[2]), int(found[1])
    if anchor is None or every == 0:
        cell.problems.append(("impossible_day" if anchor is None else "unknown_token", found[0]))
    else:
        group.intervals.append((every, anchor))


def _take_every_other(cell: Cell, group: _Group, found: re.Match[str]) -> None:
    anchor = day_of(found[2])
    if anchor is None:
        cell.problems.append(("impossible_day", found[0]))
        return
    group.intervals.append((2, anchor))
    if found[1] and WEEKDAYS.index(found[1]) != anchor.weekday():
        cell.problems.append(("wrong_weekday", found[0]))


def _take_day(cell: Cell, group: _Group, found: re.Match[str]) -> None:
    day = day_of(found[0])
    if day is None:
        cell.problems.append(("impossible_day", found[0]))
    else:
        group.days.add(day)


_READERS = (
    (_EVERY_WEEK, _take_weekly),
    (_OF_MONTH, _take_monthly),
    (_INTERVAL, _take_interval),
    (_EVERY_OTHER, _take_every_other),
    (re.compile(r"\d{8}"), _take_day),
)


def _finish(cell: Cell, group: _Group) -> None:
    if group.takes_months and not group.months:
        cell.problems.append(("unknown_token", ":"))
    months = () if group.months in (set(), set(ALL_MONTHS)) else tuple(sorted(group.months))
    if group.weekly:
        cell.rules.append(Rule(Kind.WEEKLY, weekdays=tuple(sorted(group.weekly)), months=months))
    for weeks, weekdays in _by_weeks(group.monthly).items():
        cell.rules.append(Rule(Kind.MONTHLY, weekdays=weekdays, weeks=weeks, months=months))
    for every, anchor in group.intervals:
        cell.rules.append(Rule(Kind.INTERVAL, every=every, anchor=anchor, months=months))
    if group.days:
        cell.rules.append(Rule(Kind.DAYS, days=tuple(sorted(group.days))))


def _by_weeks(monthly: dict[int, set[int]]) -> dict[tuple[int, ...], tuple[int, ...]]:
    """火2 木2 is one rule: 第2火曜日・木曜日."""
    found: dict[tuple[int, ...], tuple[int, ...]] = {}
    for weekday, weeks in sorted(monthly.items()):
        key = tuple(sorted(weeks))
        found[key] = (*found.get(key, ()), weekday)
    return found
