"""Which item did a resident mean? By kanji, kana in either script or half width, a look-alike sign, or a slip of the finger. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from municipalities.support.japanese_text import to_hiragana

from .calendar import Item

LONGEST = 60
MOST_FOUND = 30
EXACT, WHOLE_WORD, BEGINNING, PART, NEARLY = range(5)
_LOOK_ALIKE = str.maketrans("卜二口八力工夕才千三匕丿又入ー", "トニロハカエタオチミヒノヌハー")
_BESIDE_KATAKANA = re.compile(
    "(?<=[ァ-ヺー])[卜二口八力工夕才千三匕丿又入一丨―－-]|[卜二口八力工夕才千三匕丿又入](?=[ァ-ヺー])"
)
_NOT_A_SIGN = re.compile(r"[\W_]+")
_POLITE = re.compile(
    "(?:(?:の)?(?:捨て方|すてかた|出し方|だしかた|分別)|(?:は|を|って)(?:どう|どこ|何|なに).*|(?:ごみ|ゴミ)に(?:出|だ).*)$"
)


@dataclass(frozen=True)
class Found:
    """`rank`: the smaller, the surer."""

    item: Item
    rank: int


@dataclass(frozen=True)
class ItemSearch:
    items: tuple[Item, ...]

    @cached_property
    def _words(self) -> list[tuple[Item, tuple[str, ...]]]:
        return [(item, words_of(item)) for item in self.items]

    def find(self, typed: str, *, most: int = MOST_FOUND) -> list[Found]:
        """Best first. Only where nothing holds what was typed, what nearly does."""
        wanted = _wanted(typed)
        if not wanted:
            return []
        found = self._holding(wanted) or self._holding_nearly(wanted)
        return sorted(found, key=lambda each: (each.rank, len(each.item.name)))[:most]

    def named_exactly(self, typed: str) -> list[Item]:
        """Those that are called just so, by name, reading or another word."""
        return [each.item for each in self.find(typed) if each.rank <= WHOLE_WORD]

    def _holding(self, wanted: str) -> list[Found]:
        ranked = ((item, _rank(wanted, words)) for item, words in self._words)
        return [Found(item, rank) for item, rank in ranked if rank is not None]

    def _holding_nearly(self, wanted: str) -> list[Found]:
        allowed = 0 if len(wanted) < 3 else 1 if len(wanted) < 6 else 2
        if not allowed:
            return []
        return [
            Found(item, NEARLY + distance)
            for item, words in self._words
            if (distance := min(distance_within(wanted, word) for word in words)) <= allowed
        ]


def words_of(item: Item) -> tuple[str, ...]:
    """Folded: the name, the name without what stands in brackets, the reading, and the other words for it."""
    bare = re.sub(r"[（(\[【].*", "", item.name)
    texts = [item.name, bare, item.reading, *re.split(r"[、,，\s]+", item.also)]
    return tuple(dict.fromkeys(folded for text in texts if (folded := fold(text))))


def fold(text: str) -> str:
    """ペットボ卜ル, ﾍﾟｯﾄﾎﾞﾄﾙ, `ペット ボトル` → `ぺっとぼとる`"""
    plain = _BESIDE_KATAKANA.sub(
        lambda found: "ー" if found[0] in "一丨―－-" else found[0].translate(_LOOK_ALIKE), text
    )
    return _NOT_A_SIGN.sub("", to_hiragana(plain).casefold().replace("ー", "")).replace("づ", "ず").replace("ぢ", "じ")


def distance_within(wanted: str, text: str) -> int:
    """The fewest slips (lost, doubled, wrong, exchanged) with which `wanted` stands somewhere in `text`; it begins there as typed or
    at the second sign."""
    rows: Sequence[int] = [0] * (len(text) + 1)
    before: Sequence[int] = rows
    for place, sign in enumerate(wanted, start=1):
        row = [place]
        for column, other in enumerate(text, start=1):
            best = min(rows[column] + 1, row[column - 1] + 1, rows[column - 1] + (sign != other))
            if place > 1 and column > 1 and sign == text[column - 2] and wanted[place - 2] == other:
                best = min(best, before[column - 2] + 1)
            row.append(best)
        before, rows = rows, row
    return min(rows)


def grouped_by_kana(items: Iterable[Item]) -> dict[str, list[Item]]:
    """For a list in the order of the kana: あ → items."""
    groups: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda item: (item.reading or item.heading or "ん", item.name)):
        groups.setdefault((item.reading or item.heading or "他")[:1], []).append(item)
    return groups


def _wanted(typed: str) -> str:
    return fold(_POLITE.sub("", typed.strip()[:LONGEST]))


def _rank(wanted: str, words: tuple[str, ...]) -> int | None:
    if wanted == words[0]:
        return EXACT
    if wanted in words:
        return WHOLE_WORD
    if any(word.startswith(wanted) for word in words):
        return BEGINNING
    return PART if any(wanted in word for word in words) else None
