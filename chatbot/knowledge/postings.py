"""An inverted index in flat numpy arrays: for each term the entries it stands in, and what it adds to their score (BM25)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

TERM_SATURATION = 1.2


@dataclass
class Postings:
    slots: dict[str, int]
    starts: np.ndarray
    rows: np.ndarray
    impacts: np.ndarray
    rarity: np.ndarray
    size: int

    def of(self, term: str) -> tuple[np.ndarray, np.ndarray]:
        slot = self.slots.get(term)
        if slot is None:
            return self.rows[:0], self.impacts[:0]
        start, end = self.starts[slot], self.starts[slot + 1]
        return self.rows[start:end], self.impacts[start:end]

    def rarity_of(self, term: str) -> float:
        """The weight of a term (idf); one that stands nowhere is as rare as can be."""
        slot = self.slots.get(term)
        return float(self.rarity[slot]) if slot is not None else self.greatest_rarity

    @property
    def greatest_rarity(self) -> float:
        return float(np.log(1 + (self.size + 0.5) / 0.5))

    def scores(self, weights: Iterable[tuple[str, float]]) -> np.ndarray:
        total = np.zeros(self.size, dtype=np.float32)
        for term, weight in weights:
            rows, impacts = self.of(term)
            total[rows] += impacts * np.float32(weight)
        return total


def pack(documents: Sequence[Counter[str]], length_weight: float) -> Postings:
    slots: dict[str, int] = {}
    terms = np.fromiter((slots.setdefault(term, len(slots)) for words in documents for term in words), np.int32)
    counts = np.fromiter((count for words in documents for count in words.values()), np.float32)
    sizes = np.fromiter((len(words) for words in documents), np.int64, len(documents))
    lengths = np.fromiter((sum(words.values()) for words in documents), np.float32, len(documents))
    rows = np.repeat(np.arange(len(documents), dtype=np.int32), sizes)
    order = np.argsort(terms, kind="stable")
    found_in = np.bincount(terms, minlength=len(slots))
    rarity = np.log(1 + (len(documents) - found_in + 0.5) / (found_in + 0.5)).astype(np.float32)
    norms = TERM_SATURATION * (1 - length_weight + length_weight * lengths / max(lengths.mean(), 1e-9)) if len(documents) else lengths
    impacts = rarity[terms] * counts * (TERM_SATURATION + 1) / (counts + norms[rows])
    return Postings(slots, np.concatenate(([0], np.cumsum(found_in))), rows[order], impacts[order].astype(np.float32), rarity, len(documents))
