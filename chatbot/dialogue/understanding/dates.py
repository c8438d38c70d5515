"""The day a person means: 明日, 来週の月曜, 令和8年4月1日. Pure. Its rules: tests/chatbot/dialogue/README.md."""

import re
from collections.abc import Iterator
from datetime import date

from .day_readings import READINGS, Reading
from .days_abroad import day_abroad
from .plain_writing import in_plain_writing

LONGEST = 1000
_NOT_MEANT = re.compile("以外|じゃな|ではな|でない|毎[日週月年]|隔週|第[0-9]")


def date_in(text: str, *, today: date, past: bool = False) -> date | None:
    """None where no day, an impossible one or two different ones are told. `past`: the question is about what has happened."""
    if abroad := day_abroad(text, today=today, past=past):
        return abroad
    rest = in_plain_writing(text) if len(text) <= LONGEST else ""
    if _NOT_MEANT.search(rest):
        return None
    days: set[date | None] = set()
    for pattern, reading in READINGS:
        days.update(_days(pattern, reading, rest, today, past))
        rest = pattern.sub(" ", rest)
    return days.pop() if len(days) == 1 else None


def _days(pattern: re.Pattern[str], reading: Reading, text: str, today: date, past: bool) -> Iterator[date | None]:
    for found in pattern.finditer(text):
        try:
            yield reading(found, today, past)
        except (ValueError, OverflowError):
            yield None
