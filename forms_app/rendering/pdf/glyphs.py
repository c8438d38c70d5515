"""Which characters the typeface has. What it has not is marked by 〓, as Japanese printers do, and named: nothing vanishes silently."""

import unicodedata
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"
GETA = "〓"


@lru_cache(maxsize=1)
def _covered() -> frozenset[int]:
    """By both weights."""
    cmaps = [set(TTFont(path, lazy=True).getBestCmap()) for path in sorted(FONTS.glob("*.ttf"))]
    return frozenset.intersection(*map(frozenset, cmaps))


def printable(text: str, unshown: set[str]) -> str:
    """`unshown` grows by what had to be marked. Signs without a shape of their own (joiners, variation selectors) are left out."""
    return "".join(_mark(c, unshown) for c in text)


def _mark(c: str, unshown: set[str]) -> str:
    if c == "\n" or ord(c) in _covered():
        return c
    if c == "\t":
        return " "
    if unicodedata.category(c) in ("Cf", "Mn", "Cc"):
        return ""
    unshown.add(c)
    return GETA
