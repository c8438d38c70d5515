"""Each way to tell a day, as a pattern and what it means; the first that fits takes its words away. Pure."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from municipalities.support.japanese_calendar import ERAS, parse_year

from .day_words import DAYS, MONTHS, STEPS, WEEKDAYS, WEEKS, YEARS, any_of

Reading = Callable[[re.Match[str], date, bool], date | None]


def _full(found: re.Match[str], today: date, past: bool) -> date | None:
    return _named(_day_of(parse_year(found[1]), int(found[2]), found[3]), found[4])


def _of_year(found: re.Match[str], today: date, past: bool) -> date | None:
    return _named(_day_of(today.year + YEARS[found[1]], int(found[2]), found[3]), found[4])


def _of_month(found: re.Match[str], today: date, past: bool) -> date | None:
    return _named(_day_of(*_month_from(today, MONTHS[found[1]]), found[2]), found[3])


def _month_and_day(found: re.Match[str], today: date, past: bool) -> date | None:
    """The next one to come, today included; a 29 February waits for its leap year."""
    months = ((today.year + n, int(found[1])) for n in (range(0, -9, -1) if past else range(9)))
    return _named(_first(months, found[2], today, past), found[3])


def _bare_day(found: re.Match[str], today: date, past: bool) -> date | None:
    """The 3rd: of this month while it is to come, else of the next month that has such a day."""
    months = (_month_from(today, -n if past else n) for n in range(3))
    return _named(_first(months, found[1], today, past), found[2])


def _first(months: Iterable[tuple[int, int]], number: str | None, today: date, past: bool) -> date | None:
    for year, month in months:
        last = monthrange(year, month)[1]
        day = date(year, month, min(int(number or last), last))
        if int(number or last) <= last and (day <= today if past else day >= today):
            return day
    return None


def _of_week(found: re.Match[str], today: date, past: bool) -> date:
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(weeks=WEEKS[found[1]], days=WEEKDAYS.index(found[2]))


def _weekday(found: re.Match[str], today: date, past: bool) -> date:
    """The next one after today, or the last before it."""
    ahead = (WEEKDAYS.index(found[2]) - today.weekday() - 1) % 7 + 1
    backwards = found[1] == "前の" if found[1] else past
    return today + timedelta(days=(ahead - 7 or -7) if backwards else ahead)


def _from_today(found: re.Match[str], today: date, past: bool) -> date:
    sign = -1 if found[3] == "前" else 1
    months, days = STEPS[found[2][0]]
    year, month = _month_from(today, sign * int(found[1]) * months)
    day = date(year, month, min(today.day, monthrange(year, month)[1]))
    return day + timedelta(days=sign * int(found[1]) * days)


def _word(found: re.Match[str], today: date, past: bool) -> date:
    return today + timedelta(days=DAYS[found[0]])


def _day_of(year: int, month: int, number: str | None) -> date:
    """Without a number: the last day of the month."""
    day = date(year, month, int(number) if number else monthrange(year, month)[1])
    if day < ERAS[-1].first_day:
        raise ValueError(day)
    return day


def _month_from(today: date, months: int) -> tuple[int, int]:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return year, month + 1


def _named(day: date | None, weekday: str | None) -> date | None:
    """None where the weekday told with it is another: one of the two is a slip."""
    return day if day is None or not weekday or WEEKDAYS[day.weekday()] == weekday else None


_YEAR = r"((?:令和|平成|昭和|大正|明治|(?<![A-Za-z])[RHSTMrhstm])(?:元|[0-9]{1,2})|(?<![0-9-])[0-9]{4})"
_NUMBER = r"([0-9]{1,2})(?![0-9])"
_TOLD = r"(?:\(?の?([月火水木金土日])(?:曜日?\)?|\)))?"
_DAY = rf"(?:{_NUMBER}日?|末日?)(?![0-9/])(?!間)"
_NO_COUNT = r"(?!間|以内|以上|ほど|くらい|ぐらい|分|おき|ごと|目|前|後|市|付|に[0-9]|も|たった|経)"
_ENDS = r"(?=$|[^ぁ-んァ-ヴー香]|[のにはでかまもへじお])"

READINGS: tuple[tuple[re.Pattern[str], Reading], ...] = tuple(
    (re.compile(pattern), reading)
    for pattern, reading in (
        (rf"{_YEAR}[年/.\-]?{_NUMBER}[月/.\-]{_DAY}{_TOLD}", _full),
        (r"(?<![0-9])((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])(@)?", _full),
        (rf"{any_of(YEARS)}(?!度)の?{_NUMBER}[月/]の?{_DAY}{_TOLD}", _of_year),
        (rf"(?<![0-9/.年-]){_NUMBER}(?:月の?|/){_DAY}{_TOLD}", _month_and_day),
        (rf"{any_of(MONTHS)}の?(?:{_NUMBER}日|末日?){_NO_COUNT}{_TOLD}", _of_month),
        (r"(?<![0-9年毎各])()月末()()", _of_month),
        (rf"{any_of(WEEKS)}の?([月火水木金土日])曜日?", _of_week),
        (r"(今度の|次の|前の)?([月火水木金土日])曜日?", _weekday),
        (r"(?<![の0-9])([0-9]{1,3})(日|週間?|か月|年)(後|前)(?!半)", _from_today),
        (rf"(?<![週月年日]の){any_of(DAYS)}{_ENDS}", _word),
        (rf"(?<![0-9月週毎年/.、〜~])([0-9]{{1,2}})日{_NO_COUNT}{_TOLD}", _bare_day),
    )
)
