"""和暦 and the day in Japan. Eras by the government's own first days (元号法). Before 1873 a day is told in the Gregorian calendar too."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from .japanese_text import fold_width

JST = ZoneInfo("Asia/Tokyo")


@dataclass(frozen=True)
class Era:
    name: str
    letter: str
    first_day: date
    last_day: date = date.max
    """大正 and 昭和 began on the last day of the era before: that day has two names."""

    def year_of(self, day: date) -> int:
        return day.year - self.first_day.year + 1


ERAS = (
    Era("令和", "R", date(2019, 5, 1)),
    Era("平成", "H", date(1989, 1, 8), date(2019, 4, 30)),
    Era("昭和", "S", date(1926, 12, 25), date(1989, 1, 7)),
    Era("大正", "T", date(1912, 7, 30), date(1926, 12, 25)),
    Era("明治", "M", date(1868, 1, 25), date(1912, 7, 30)),
)
_ERA_YEAR = re.compile(r"(令和|平成|昭和|大正|明治|[RHSTM])\s*(元|[0-9]{1,2})年?", re.IGNORECASE)


def today_in_japan() -> date:
    return day_in_japan(datetime.now(UTC))


def day_in_japan(moment: datetime) -> date:
    """`moment`: with its time zone."""
    return moment.astimezone(JST).date()


def era_of(day: date) -> Era | None:
    return next((era for era in ERAS if day >= era.first_day), None)


def to_wareki(day: date) -> str:
    """`令和8年11月23日`; the first year is 元年. A day before 明治 has none: ''."""
    era = era_of(day)
    if era is None:
        return ""
    year = era.year_of(day)
    return f"{era.name}{'元' if year == 1 else year}年{day.month}月{day.day}日"


def with_wareki(day: date) -> str:
    """`2026年11月23日（令和8年）`: what pages and letters show."""
    era = era_of(day)
    western = f"{day.year}年{day.month}月{day.day}日"
    if era is None:
        return western
    year = era.year_of(day)
    return f"{western}（{era.name}{'元' if year == 1 else year}年）"


def parse_year(typed: str) -> int:
    """`2026`, `令和8`, `R8`, `昭和元年` → western year. ValueError for anything else."""
    text = fold_width(typed).strip()
    match = _ERA_YEAR.fullmatch(text)
    if match is None:
        if not re.fullmatch(r"\d{4}年?", text, re.ASCII):
            raise ValueError(typed)
        return int(text[:4])
    era = next(era for era in ERAS if match[1].upper() in (era.name, era.letter))
    number = 1 if match[2] == "元" else int(match[2])
    if number == 0:
        raise ValueError(typed)
    return era.first_day.year + number - 1
