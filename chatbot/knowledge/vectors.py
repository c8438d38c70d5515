"""The vectors of the titles. Up to `EXACT_UP_TO` all are compared; beyond, a short projection chooses whom to compare."""

from dataclasses import dataclass

import numpy as np

EXACT_UP_TO = 6000
SHORT = 48
CHOSEN = 600
_SAMPLE = 5000


@dataclass(frozen=True)
class Vectors:
    full: np.ndarray
    basis: np.ndarray | None
    short: np.ndarray | None

    def nearest(self, question: np.ndarray, count: int) -> np.ndarray:
        """The titles closest to the question, in no order."""
        if self.short is None:
            return greatest(self.full @ question, count)
        chosen = greatest(self.short @ (question @ self.basis), CHOSEN)
        return chosen[greatest(self.full[chosen] @ question, count)]


def build(full: np.ndarray) -> Vectors:
    if len(full) <= EXACT_UP_TO:
        return Vectors(full, None, None)
    basis = principal_directions(full, SHORT)
    return Vectors(full, basis, full @ basis)


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
