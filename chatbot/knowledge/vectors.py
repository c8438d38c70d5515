"""The vectors of titles and answers, a byte a number: every process of every town has them in memory.

Up to `EXACT_UP_TO` titles all are compared; beyond, a short projection chooses whom to compare.
"""

from dataclasses import dataclass

import numpy as np

EXACT_UP_TO = 1500
SHORT = 48
CHOSEN = 600
_SAMPLE = 5000
_GREATEST = 127


@dataclass(frozen=True)
class Packed:
    """Vectors, each number in steps of a 127th of the greatest of its vector. A cosine of two of length 1 is off by a thousandth."""

    numbers: np.ndarray
    steps: np.ndarray

    def __len__(self) -> int:
        return len(self.steps)

    def cosines(self, question: np.ndarray, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        return (self.numbers[rows].astype(np.float32) @ question) * self.steps[rows]

    def unpacked(self) -> np.ndarray:
        return self.numbers.astype(np.float32) * self.steps[:, None]

    def kept(self, rows: np.ndarray) -> "Packed":
        return Packed(self.numbers[rows], self.steps[rows])

    def followed_by(self, more: "Packed") -> "Packed":
        return Packed(np.concatenate((self.numbers, more.numbers)), np.concatenate((self.steps, more.steps)))


def pack(full: np.ndarray) -> Packed:
    steps = np.maximum(np.abs(full).max(axis=1, initial=0), 1e-9).astype(np.float32) / _GREATEST
    return Packed(np.rint(full / steps[:, None]).astype(np.int8), steps)


@dataclass(frozen=True)
class Vectors:
    full: Packed
    basis: np.ndarray | None
    short: Packed | None

    def nearest(self, question: np.ndarray, count: int) -> np.ndarray:
        """The titles closest to the question, in no order."""
        if self.short is None:
            return greatest(self.full.cosines(question), count)
        chosen = greatest(self.short.cosines(question @ self.basis), CHOSEN)
        return chosen[greatest(self.full.cosines(question, chosen), count)]


def build(packed: Packed) -> Vectors:
    if len(packed) <= EXACT_UP_TO:
        return Vectors(packed, None, None)
    full = packed.unpacked()
    basis = principal_directions(full, SHORT)
    return Vectors(packed, basis, pack(full @ basis))


def principal_directions(full: np.ndarray, count: int) -> np.ndarray:
    sample = full[np.linspace(0, len(full) - 1, min(len(full), _SAMPLE)).astype(int)]
    return np.ascontiguousarray(np.linalg.eigh(sample.T @ sample)[1][:, -count:].astype(np.float32))


def greatest(values: np.ndarray, count: int) -> np.ndarray:
    """Places of the greatest values, in no order. Of many values, first those of the best blocks: the answer is the same."""
    if len(values) <= count:
        return np.arange(len(values))
    if len(values) > _BLOCK * count * 2:
        places = np.flatnonzero(values >= _bound(values, count))
        return places[np.argpartition(values[places], -count)[-count:]]
    return np.argpartition(values, -count)[-count:]


_BLOCK = 32


def _bound(values: np.ndarray, count: int) -> np.float32:
    """At least `count` values reach this: the best of so many blocks."""
    blocks = values[: len(values) // _BLOCK * _BLOCK].reshape(-1, _BLOCK).max(axis=1)
    return np.partition(blocks, -count)[-count]
