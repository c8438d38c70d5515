"""Words of a town office that mean the same to a resident: entries and questions meet in concepts, whatever word each chose.

A concept is indexed like a word, with its own rarity. Adding every synonym to the question instead was measured and hurts:
a rare synonym outweighs what was asked.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from . import text

SHIPPED = Path(__file__).parent / "data" / "thesaurus.json"
_LONGEST = 8


@dataclass(frozen=True)
class Thesaurus:
    """`entries` leads from words in a row to the concepts an entry stands for; `questions` knows the narrower words too."""

    version: int
    phrases: tuple[str, ...]
    entries: Mapping[tuple[str, ...], tuple[str, ...]]
    questions: Mapping[tuple[str, ...], tuple[str, ...]]

    def concepts_of_entry(self, words: Sequence[str]) -> list[str]:
        return list(_found(self.entries, words))

    def concepts_of_question(self, words: Sequence[str]) -> list[str]:
        return list(dict.fromkeys(_found(self.questions, words)))


@cache
def shipped() -> Thesaurus:
    return build(json.loads(SHIPPED.read_text(encoding="utf-8")))


EMPTY = Thesaurus(0, (), {}, {})


def build(data: Mapping) -> Thesaurus:
    entries: dict[tuple[str, ...], dict[str, None]] = {}
    for group in data["same"]:
        _teach(entries, group, f"={group[0]}")
    questions = {words: dict(concepts) for words, concepts in entries.items()}
    for broad, narrow in data.get("kinds", {}).items():
        _teach(entries, broad.split("/"), f">{broad}")
        _teach(questions, narrow, f">{broad}")
    phrases = dict.fromkeys(phrase for group in [*data["same"], *data.get("kinds", {}).values()] for phrase in group)
    return Thesaurus(data["version"], tuple(phrases), _frozen(entries), _frozen(questions))


def _teach(phrases: dict[tuple[str, ...], dict[str, None]], group: Iterable[str], concept: str) -> None:
    for phrase in group:
        phrases.setdefault(tuple(text.words(phrase)), {})[concept] = None


def _frozen(phrases: Mapping[tuple[str, ...], Mapping[str, None]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {words: tuple(concepts) for words, concepts in phrases.items()}


def _found(phrases: Mapping[tuple[str, ...], tuple[str, ...]], words: Sequence[str]) -> Iterable[str]:
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            yield from phrases.get(tuple(words[start:end]), ())
