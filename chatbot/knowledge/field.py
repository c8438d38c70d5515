"""One searched part of the entries (the words of the titles, their pairs of signs …) in flat numpy arrays: an inverted index.

A row is a title, or an answer. The list of a word is cut at `LONGEST_LIST` rows, those with the greatest impact, so that the
time of a question does not grow with the number of entries; a word that stands in more of them tells little anyway.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

SATURATION = 1.2
LONGEST_LIST = 1000
MOST_COUNTED = 255


@dataclass(frozen=True)
class Rows:
    """For each row its words (numbers into the vocabulary) and how often they stand there."""

    starts: np.ndarray
    words: np.ndarray
    counts: np.ndarray

    def __len__(self) -> int:
        return len(self.starts) - 1

    def of(self, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return spread(self.starts, chosen)

    def kept(self, chosen: np.ndarray) -> "Rows":
        positions, owner = self.of(chosen)
        sizes = np.bincount(owner, minlength=len(chosen)) if len(chosen) else np.zeros(0, np.int64)
        return Rows(ends(sizes), self.words[positions], self.counts[positions])

    def followed_by(self, others: "Rows") -> "Rows":
        starts = np.concatenate((self.starts, others.starts[1:] + self.starts[-1]))
        return Rows(starts, np.concatenate((self.words, others.words)), np.concatenate((self.counts, others.counts)))


@dataclass(frozen=True)
class Field:
    vocabulary: Mapping[str, int]
    rows: Rows
    impacts: np.ndarray
    rarity: np.ndarray
    totals: np.ndarray
    list_starts: np.ndarray
    list_rows: np.ndarray
    list_impacts: np.ndarray

    def rarity_of(self, word: str) -> float:
        """How much a word tells (idf); one that stands nowhere tells most."""
        number = self.vocabulary.get(word)
        return float(self.rarity[number]) if number is not None else self.greatest_rarity

    @property
    def greatest_rarity(self) -> float:
        return float(np.log(2 * len(self.rows) + 2))

    def stands_in(self, word: str) -> int:
        number = self.vocabulary.get(word)
        return int(self.list_starts[number + 1] - self.list_starts[number]) if number is not None else 0

    def scores(self, words: Sequence[str]) -> np.ndarray:
        """BM25 of every row."""
        total = np.zeros(len(self.rows), dtype=np.float32)
        for begin, end, _ in self._lists(words):
            total[self.list_rows[begin:end]] += self.list_impacts[begin:end]
        return total

    def spoken_of(self, words: Sequence[str]) -> np.ndarray:
        """Of every row, how much of its own weight the question speaks of."""
        total = np.zeros(len(self.rows), dtype=np.float32)
        for begin, end, rarity in self._lists(words):
            total[self.list_rows[begin:end]] += rarity
        return total

    def _lists(self, words: Sequence[str]) -> Iterable[tuple[int, int, np.float32]]:
        for word in words:
            number = self.vocabulary.get(word)
            if number is not None:
                yield self.list_starts[number], self.list_starts[number + 1], self.rarity[number]

    def weight_of(self, words: Sequence[str]) -> float:
        return sum(self.rarity_of(word) for word in words) or 1.0


def rows_of(documents: Sequence[Counter[str]], vocabulary: dict[str, int]) -> Rows:
    """Teaches the vocabulary the words it does not know yet."""
    words = [vocabulary.setdefault(word, len(vocabulary)) for document in documents for word in document]
    counts = [min(count, MOST_COUNTED) for document in documents for count in document.values()]
    return Rows(ends([len(document) for document in documents]), np.array(words, np.int32), np.array(counts, np.uint8))


def pack(rows: Rows, vocabulary: Mapping[str, int], length_weight: float) -> Field:
    sizes = np.diff(rows.starts)
    owner = np.repeat(np.arange(len(rows), dtype=np.int32), sizes)
    found_in = np.bincount(rows.words, minlength=len(vocabulary))
    rarity = np.log(1 + (len(rows) - found_in + 0.5) / (found_in + 0.5)).astype(np.float32)
    impacts = rarity[rows.words] * _saturated(rows, owner, length_weight)
    totals = np.bincount(owner, rarity[rows.words], len(rows)).astype(np.float32)
    return Field(vocabulary, rows, impacts, rarity, totals, *_lists(rows.words, owner, impacts, found_in))


def _saturated(rows: Rows, owner: np.ndarray, length_weight: float) -> np.ndarray:
    lengths = np.bincount(owner, rows.counts, len(rows)).astype(np.float32)
    relative = lengths / max(lengths.mean(), 1e-6) if len(lengths) else lengths
    counts = rows.counts.astype(np.float32)
    return (
        counts
        * np.float32(SATURATION + 1)
        / (counts + SATURATION * (1 - length_weight + length_weight * relative[owner]))
    )


def _lists(words: np.ndarray, owner: np.ndarray, impacts: np.ndarray, found_in: np.ndarray) -> tuple[np.ndarray, ...]:
    """Rows by word, those with the greatest impact first and at most LONGEST_LIST."""
    order = np.lexsort((-impacts, words))
    place = np.arange(len(order)) - np.repeat(np.cumsum(found_in) - found_in, found_in)
    order = order[place < LONGEST_LIST]
    return ends(np.minimum(found_in, LONGEST_LIST)), owner[order], impacts[order].astype(np.float32)


def spread(starts: np.ndarray, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The places between starts[i] and starts[i + 1] of each chosen i in a row, and which of the chosen (0, 1, 2 …) owns each."""
    begin, sizes = starts[chosen], starts[chosen + 1] - starts[chosen]
    before = np.cumsum(sizes) - sizes
    return np.arange(sizes.sum()) + np.repeat(begin - before, sizes), np.repeat(np.arange(len(chosen)), sizes)


def ends(sizes: Sequence[int]) -> np.ndarray:
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
