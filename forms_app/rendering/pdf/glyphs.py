"""Which characters the typefaces have. What none has is marked by 〓, as Japanese printers do, and named: nothing vanishes silently.

A letter outside the first typeface (𠮷, the letters of Vietnamese) is set in the second.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"
FAMILIES = (("BIZUDPGothic_400Regular", "BIZUDPGothic_700Bold"), ("NotoSansJP_400Regular",))
# Of Vietnamese: the template gives them to the second typeface.
SECOND_ONLY = frozenset(range(0x1E00, 0x1F00))
GETA = "〓"
# Joiners, directions and the like have no shape; neither have the wishes for a coloured or plain ☎.
SHAPELESS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe0e\ufe0f\ufeff]"
)
NEW_LINE = re.compile("\r\n?|[\u2028\u2029]")
VARIANT = re.compile("[\ufe00-\ufe0d\U000e0100-\U000e01ef]")


@dataclass
class Unshown:
    """What could not be printed as it was typed: `signs` by 〓, `variants` in their usual shape."""

    signs: set[str] = field(default_factory=set)
    variants: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Typeface:
    signs: frozenset[int]
    variants: frozenset[tuple[int, int]]

    def has(self, letters: str) -> bool:
        return all(ord(c) in self.signs for c in letters)


def printable(text: str, unshown: Unshown) -> str:
    text = SHAPELESS.sub("", NEW_LINE.sub("\n", text).replace("\t", " "))
    return "".join(_shown(cluster, unshown) for cluster in _clusters(text))


def _clusters(text: str) -> Iterator[str]:
    """A letter with the marks that stand on it."""
    cluster = ""
    for c in text:
        if cluster and (cluster == "\n" or not unicodedata.category(c).startswith("M")):
            yield cluster
            cluster = ""
        cluster = _joined(cluster, c)
    if cluster:
        yield cluster


def _joined(cluster: str, mark: str) -> str:
    """か and its ゛ are が. Only so: a letter that stands alone keeps its code (福 would become 福)."""
    composed = unicodedata.normalize("NFC", cluster + mark)
    return composed if len(composed) == 1 and cluster else cluster + mark


def _shown(cluster: str, unshown: Unshown) -> str:
    letter, marks = cluster[0], cluster[1:]
    if letter == "\n" or VARIANT.match(letter):
        return "\n" if letter == "\n" else ""
    face = next((face for face in typefaces() if face.has(letter)), None)
    if face is None:
        unshown.signs.add(letter)
        return GETA
    return letter + "".join(_mark(face, letter, mark, unshown) for mark in marks)


def _mark(face: Typeface, letter: str, mark: str, unshown: Unshown) -> str:
    if VARIANT.match(mark):
        if (ord(letter), ord(mark)) in face.variants:
            return mark
        unshown.variants.add(letter + mark)
        return ""
    if face.has(mark):
        return mark
    unshown.signs.add(mark)
    return GETA


@lru_cache(maxsize=1)
def typefaces() -> tuple[Typeface, ...]:
    """In the order they are asked; a sign counts where every weight has it."""
    first, second = (_typeface(names) for names in FAMILIES)
    return Typeface(first.signs - SECOND_ONLY, first.variants), second


def _typeface(names: tuple[str, ...]) -> Typeface:
    fonts = [TTFont(FONTS / f"{name}.ttf", lazy=True) for name in names]
    signs = frozenset.intersection(*(frozenset(font.getBestCmap()) for font in fonts))
    variants = frozenset.intersection(*(frozenset(_variants(font)) for font in fonts))
    return Typeface(signs, variants)


def _variants(font: TTFont) -> Iterator[tuple[int, int]]:
    for table in font["cmap"].tables:
        if table.format == 14:
            for selector, pairs in table.uvsDict.items():
                yield from ((letter, selector) for letter, _glyph in pairs)
