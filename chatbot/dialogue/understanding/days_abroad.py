"""The day a person means in another language than Japanese: amanhã, April 15, ngày 15 tháng 4, 4月15号, 15/04/2026. Pure."""

import re
from datetime import date, timedelta

from .plain_words import plain

_MONTHS = (
    "january jan janeiro enero", "february feb fevereiro fev pebrero", "march mar marco marso", "april apr abril abr", "may maio mayo",
    "june jun junho hunyo", "july jul julho hulyo", "august aug agosto ago", "september sep sept setembro set setyembre",
    "october oct outubro out oktubre", "november nov novembro nobyembre", "december dec dezembro dez disyembre",
)  # fmt: skip
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_DAYS = {
    0: "today, hoje, hom nay, 今天, ngayon, ngayong araw, आज",
    1: "tomorrow, amanha, ngay mai, 明天, bukas, भोलि",
    2: "day after tomorrow, the day after tomorrow, depois de amanha, ngay kia, 后天, sa makalawa, पर्सि",
    -1: "yesterday, ontem, hom qua, 昨天, kahapon, हिजो",
    -2: "day before yesterday, the day before yesterday, anteontem, hom kia, 前天, noong isang araw, kamakalawa, अस्ति",
}
_STEP_OF = {plain(word): step for step, words in _DAYS.items() for word in words.split(",")}
_NAMES = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_YEAR = r"(?:,? (?:de |of |nam )?((?:19|20)[0-9]{2}))?"
_DAY_FIRST = re.compile(rf"(?:ika )?([0-9]{{1,2}})(?:st|nd|rd|th|o)? (?:de |of |ng )?({_NAMES}){_YEAR}")
_MONTH_FIRST = re.compile(rf"({_NAMES}) ([0-9]{{1,2}})(?:st|nd|rd|th)?{_YEAR}")
_VIETNAMESE = re.compile(r"(?:ngay )?([0-9]{1,2}) thang ([0-9]{1,2})(?: nam ([0-9]{4}))?")
_CHINESE = re.compile(r"(?:([0-9]{4})年)?([0-9]{1,2})月([0-9]{1,2})号")
_NUMBERS = re.compile(r"([0-9]{1,2})[ .\-]([0-9]{1,2})[ .\-]([0-9]{4})")
_AROUND = re.compile(r"^(?:on|em|no dia|dia|vao|sa|noong|在) |(?: po| please)$")
_DEVANAGARI_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")
LONGEST = 60


def day_abroad(text: str, *, today: date, past: bool = False) -> date | None:
    """Only where nothing else is said. 03/04/2026 may be either day and is none; 15/04/2026 is clear."""
    said = _AROUND.sub("", plain(text[:LONGEST].translate(_DEVANAGARI_DIGITS)))
    if said in _STEP_OF:
        return today + timedelta(days=_STEP_OF[said])
    try:
        return _named(said, today, past) or _numbered(said)
    except ValueError:
        return None


def _named(said: str, today: date, past: bool) -> date | None:
    if found := _DAY_FIRST.fullmatch(said):
        return _day(found[3], _MONTH_OF[found[2]], int(found[1]), today, past)
    if found := _MONTH_FIRST.fullmatch(said):
        return _day(found[3], _MONTH_OF[found[1]], int(found[2]), today, past)
    if found := _VIETNAMESE.fullmatch(said):
        return _day(found[3], int(found[2]), int(found[1]), today, past)
    if found := _CHINESE.fullmatch(said):
        return _day(found[1], int(found[2]), int(found[3]), today, past)
    return None


def _numbered(said: str) -> date | None:
    found = _NUMBERS.fullmatch(said)
    if found is None:
        return None
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    if first > 12 or first == second:
        return date(year, second, first)
    return date(year, first, second) if second > 12 else None


def _day(year: str | None, month: int, day: int, today: date, past: bool) -> date:
    """Without a year: the next one to come, or the last that was."""
    if year:
        return date(int(year), month, day)
    this_year = date(today.year, month, day)
    if past:
        return this_year if this_year <= today else date(today.year - 1, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)
