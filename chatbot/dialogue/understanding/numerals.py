"""漢数字 to digits, where people write them: 二〇二六年, 十一月三日, 三番. Pure."""

import re

_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = re.compile("[〇零○一二三四五六七八九十百千]+")


def with_digits(text: str) -> str:
    return _NUMERAL.sub(lambda found: str(_value(found[0])), text)


def _value(numeral: str) -> int:
    if not _UNITS.keys() & set(numeral):
        return int("".join(str(_DIGITS[sign]) for sign in numeral[:12]))
    total, digit = 0, None
    for sign in numeral:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        else:
            total += (1 if digit is None else digit) * _UNITS[sign]
            digit = None
    return total + (digit or 0)
