"""A question in another language, as the Japanese words that a town's entries and procedures are found by. Pure.

It finds without an encoder, and says nothing in Japanese to anybody: the words are searched for, never shown.
"""

import re
from functools import lru_cache
from pathlib import Path

from .languages import language_of
from .plain_words import plain

_TABLE = Path(__file__).with_suffix(".txt")
_LATIN = re.compile(r"[a-z][a-z' \-]*")
LONGEST = 500
_COLUMNS = {"en": (1,), "pt-BR": (2,), "vi": (3,), "zh-Hans": (4,), "fil": (5, 1), "ne": (6,)}
"""Filipinos mix English in."""


def in_japanese_words(text: str) -> str:
    """`text` itself where it is Japanese or none of its words is known."""
    language = language_of(text)
    if language == "ja":
        return text
    rest, found = plain(text[:LONGEST]), []
    for pattern, japanese in _patterns(language):
        if pattern.search(rest):
            found.append(japanese)
            rest = pattern.sub(" ", rest)
    return " ".join(dict.fromkeys(" ".join(found).split())) or text


@lru_cache(maxsize=len(_COLUMNS) + 1)
def _patterns(language: str) -> list[tuple[re.Pattern[str], str]]:
    """Of that language, '' for all; the longest first: 「lixo grande」 before 「lixo」."""
    rows = [line.split("|") for line in _TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    columns = _COLUMNS.get(language, range(1, 7))
    words = [(plain(word), row[0].strip()) for row in rows for column in columns for word in row[column].split(",")]
    return [(_pattern(word), japanese) for word, japanese in sorted(words, key=lambda pair: -len(pair[0])) if word]


def _pattern(word: str) -> re.Pattern[str]:
    if _LATIN.fullmatch(word):
        return re.compile(rf"\b{re.escape(word)}(?:s|es)?\b")
    return re.compile(re.escape(word))
