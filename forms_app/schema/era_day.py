"""A day as four controls ask for it: 元号 (or 西暦), 年, 月, 日. static/js/japanese-calendar.js reads them alike."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date

from municipalities.support.japanese_calendar import ERAS, Era, era_of, parse_year, to_wareki

from .errors import AnswerError

WESTERN = "西暦"
ERA_PARTS = ("era", "year", "month", "day")
ERA_NAMES = tuple(era.name for era in ERAS)
CHOICES = (*ERA_NAMES, WESTERN)
_YEAR_OF_ERA, _WESTERN_YEAR = re.compile(r" *(元|[0-9]{1,2})年?"), re.compile(r"([0-9]{4})年?")
_MONTH, _DAY = re.compile(r"([0-9]{1,2})月?"), re.compile(r"([0-9]{1,2})日?")
_WHOLE = re.compile(r"(.{1,8}?)[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")


def day_of_era(parts: Mapping[str, str]) -> date:
    """`parts`: each of ERA_PARTS, trimmed and folded. Raises AnswerError with the part that is to be mended."""
    year = _year(parts["era"], parts["year"])
    for part in ("month", "day"):
        if not parts[part]:
            raise AnswerError("part_required", part)
    day = _day(year, parts["month"], parts["day"], _year_name(parts["era"], year))
    era = next((era for era in ERAS if era.name == parts["era"]), None)
    if era is not None:
        _check_era(era, day)
    return day


def _year(era: str, year: str) -> int:
    if not era:
        return _year_alone(year)
    if era not in CHOICES:
        raise AnswerError("not_an_option", "era")
    if not year:
        raise AnswerError("part_required", "year")
    if era == WESTERN:
        return _western_year(year)
    return _year_of_era(era, year)


def _year_alone(year: str) -> int:
    """`1946` and `昭和21` say what they are without a choice of the era."""
    try:
        western = parse_year(year)
    except ValueError as error:
        raise AnswerError("era_required", "era") from error
    if not western:
        raise AnswerError("not_a_western_year", "year")
    return western


def _western_year(year: str) -> int:
    found = _WESTERN_YEAR.fullmatch(year)
    if not found or not int(found[1]):
        raise AnswerError("not_a_western_year", "year")
    return int(found[1])


def _year_of_era(era: str, year: str) -> int:
    found = _YEAR_OF_ERA.fullmatch(year.removeprefix(era))
    if not found or found[1] in ("0", "00"):
        raise AnswerError("not_an_era_year", "year", era=era)
    return parse_year(era + found[1])


def _day(year: int, month: str, day: str, year_name: str) -> date:
    month_typed, day_typed = _MONTH.fullmatch(month), _DAY.fullmatch(day)
    if not month_typed or not 1 <= int(month_typed[1]) <= 12:
        raise AnswerError("not_a_month", "month")
    if not day_typed or not 1 <= int(day_typed[1]) <= 31:
        raise AnswerError("not_a_day", "day")
    last = monthrange(year, int(month_typed[1]))[1]
    if int(day_typed[1]) > last:
        raise AnswerError("beyond_month", "day", month=f"{year_name}{int(month_typed[1])}月", last=last)
    return date(year, int(month_typed[1]), int(day_typed[1]))


def _check_era(era: Era, day: date) -> None:
    if day < era.first_day:
        raise AnswerError("before_era", "year", era=era.name, first=_in_era(era, era.first_day), same=to_wareki(day))
    if day > era.last_day:
        raise AnswerError("after_era", "year", era=era.name, last=_in_era(era, era.last_day), same=to_wareki(day))


def _year_name(era: str, year: int) -> str:
    chosen = next((each for each in ERAS if each.name == era), None)
    return f"{era}{_number(chosen.year_of(date(year, 1, 1)))}年" if chosen else f"{year}年"


def _in_era(era: Era, day: date) -> str:
    """`64年1月7日`"""
    return f"{_number(era.year_of(day))}年{day.month}月{day.day}日"


def _number(year: int) -> str:
    return "元" if year == 1 else str(year)


def era_parts(day: date) -> dict[str, str]:
    """What the four controls show of a day."""
    era = era_of(day)
    name, year = (era.name, era.year_of(day)) if era else (WESTERN, day.year)
    return {"era": name, "year": f"{year}" if era else f"{year:04}", "month": str(day.month), "day": str(day.day)}


def parse_day(text: str) -> date | None:
    """`2026-11-23`, `2026/11/23`, `令和8年11月23日` → day; None for anything else."""
    found = _WHOLE.fullmatch(text)
    try:
        return date(parse_year(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
