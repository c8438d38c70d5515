"""How many, how much, at what time: the one number of its kind in a sentence. Pure."""

import re

from municipalities.support.japanese_text import fold_width

from .numerals import with_digits

LONGEST = 500
COUNTERS = "つ|個|こ|匹|頭|羽|点|台|人|名|枚|本|件|部|冊|回|箱|袋|組|世帯"
_SPOKEN = {
    "ひとつ": "1つ", "ふたつ": "2つ", "みっつ": "3つ", "よっつ": "4つ", "いつつ": "5つ", "ひとり": "1人", "ふたり": "2人",
}  # fmt: skip
_COUNTED = re.compile(rf"(?<![0-9.,第-])([0-9]{{1,6}})({COUNTERS})(?!目|め|間|以上|以下|くらい|まで|分|月)")
_MONEY = re.compile(r"(?<![0-9.])([0-9][0-9,]{0,14})円")
_TIME = re.compile(
    r"(?:午前|午後)?[0-9]{1,2}(?::[0-9]{2}(?![0-9])|時(?!間)(?:[0-9]{1,2}分|半)?)(?!以|ごろから|から|まで)"
)


def counts_in(text: str) -> list[tuple[str, str]]:
    """(number, counter), in their order."""
    return _COUNTED.findall(_plain(text))


def money_in(text: str) -> str | None:
    return _only({number.replace(",", "") for number in _MONEY.findall(_plain(text))})


def time_in(text: str) -> str | None:
    return _only(set(_TIME.findall(_plain(text))))


def _only(found: set[str]) -> str | None:
    return found.pop() if len(found) == 1 else None


def _plain(text: str) -> str:
    plain = with_digits(fold_width(text[:LONGEST]))
    for spoken, written in _SPOKEN.items():
        plain = plain.replace(spoken, written)
    return plain
