"""Danger to life in what a person types, and the numbers to show at once. Pure.

Suicide and abuse are told even where a procedure is asked for: a number too many hurts nobody. Fire and crime only when they seem
to be happening now.
"""

import re
from typing import Literal

from . import danger_words as words
from . import danger_words_abroad as abroad
from .plain_words import plain
from .spoken import bare

Danger = Literal["fire", "crime", "suicide", "abuse"]

LONGEST = 2000
HOTLINES: dict[Danger, tuple[tuple[str, str], ...]] = {
    "fire": (("火事・救急", "119"),),
    "crime": (("事件・事故", "110"),),
    "suicide": (
        ("#いのちSOS", "0120-061-338"),
        ("よりそいホットライン", "0120-279-338"),
        ("いのちの電話", "0570-783-556"),
    ),
    "abuse": (
        ("児童相談所虐待対応ダイヤル", "189"),
        ("DV相談ナビ", "#8008"),
        ("24時間子供SOSダイヤル", "0120-0-78310"),
        ("事件・事故", "110"),
    ),
}


def _one_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


_HARMLESS, _NOT_NOW = _one_of(words.HARMLESS_ANYWHERE), _one_of(words.NOT_NOW)
_ALWAYS: tuple[tuple[Danger, re.Pattern[str]], ...] = (
    ("suicide", _one_of(words.SUICIDE)),
    ("abuse", _one_of(words.ABUSE)),
)
_NOW: tuple[tuple[Danger, re.Pattern[str]], ...] = (("fire", _one_of(words.FIRE)), ("crime", _one_of(words.CRIME)))


def _alone(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Latin words are words of their own; the others stand without spaces."""
    plainly = (each.replace("'", " ") for each in patterns)
    words = (rf"\b(?:{each})(?!\w)" if each.isascii() else each for each in plainly)
    return re.compile("|".join(words), re.MULTILINE)


_KANA = re.compile("[ぁ-ゖァ-ヺ]")
_NOT_NOW_ABROAD = _alone(abroad.NOT_NOW)
_ALWAYS_ABROAD: tuple[tuple[Danger, re.Pattern[str]], ...] = (
    ("suicide", _alone(abroad.SUICIDE)),
    ("abuse", _alone(abroad.ABUSE)),
)
_NOW_ABROAD: tuple[tuple[Danger, re.Pattern[str]], ...] = (
    ("fire", _alone(abroad.FIRE)),
    ("crime", _alone(abroad.CRIME)),
)


def danger_in(text: str) -> Danger | None:
    return _danger_in_japanese(text) or _danger_abroad(text)


def _danger_abroad(text: str) -> Danger | None:
    if _KANA.search(text):
        return None
    # With and without accents, each on a line of its own.
    said = f"{plain(text[:LONGEST])}\n{text[:LONGEST].casefold()}"
    kinds = _ALWAYS_ABROAD if _NOT_NOW_ABROAD.search(said) else _ALWAYS_ABROAD + _NOW_ABROAD
    return next((danger for danger, pattern in kinds if pattern.search(said)), None)


def _danger_in_japanese(text: str) -> Danger | None:
    said = _HARMLESS.sub("", bare(text[:LONGEST]))
    kinds = _ALWAYS if _NOT_NOW.search(said) else _ALWAYS + _NOW
    return next((danger for danger, pattern in kinds if pattern.search(said)), None)
