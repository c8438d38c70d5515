"""Questions that want the same, whatever words each chose. Nothing is learned and nothing moved: a question joins the group whose
first question it resembles most, or begins one. So the same questions in the same order make the same groups, and new ones are
added without looking at the old again.

By words and concepts alone: vectors were measured and found no more of the pairs that belong together (docs/adr/0014).
"""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from .analysis import ANSWER, ANSWER_CONCEPTS
from .index import Index
from .text import normalise
from .understanding import understood

ALIKE = 0.42
"""Of pairs of questions about different things about 4 in 1000 come as near."""


class Groups:
    """`join` tells the place of the group: 0, 1, 2 … in the order in which they began."""

    def __init__(self, index: Index):
        self._index = index
        self._totals: list[float] = []
        self._places: defaultdict[str, list[int]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._totals)

    def begin(self, question: str) -> int:
        return self._add(weights_of(self._index, question))

    def join(self, question: str) -> int:
        weights = weights_of(self._index, question)
        nearest = self._nearest(weights)
        return self._add(weights) if nearest is None else nearest

    def _nearest(self, weights: Mapping[str, float]) -> int | None:
        if not self._totals:
            return None
        likeness = self._likeness(weights)
        best = int(likeness.argmax())
        return best if likeness[best] >= ALIKE else None

    def _likeness(self, weights: Mapping[str, float]) -> np.ndarray:
        """Of each group, the weight of what both say as a share of what either says (Dice)."""
        shared = np.zeros(len(self))
        for word, weight in weights.items():
            shared[self._places[word]] += weight
        return 2 * shared / (np.array(self._totals) + sum(weights.values()) + 1e-9)

    def _add(self, weights: Mapping[str, float]) -> int:
        place = len(self)
        self._totals.append(sum(weights.values()))
        for word in weights:
            self._places[word].append(place)
        return place


def are_alike(index: Index, one: str, other: str) -> bool:
    groups = Groups(index)
    return groups.begin(one) == groups.join(other)


def weights_of(index: Index, question: str) -> dict[str, float]:
    """Its words and concepts with what each tells; of what has no such words, its pairs of signs."""
    asked = understood(index, normalise(question))
    words, concepts = index.answers[ANSWER], index.answers[ANSWER_CONCEPTS]
    said = {term: words.rarity_of(term) for term in asked.terms}
    said |= {concept: concepts.rarity_of(concept) for concept in asked.concepts}
    return said or dict.fromkeys(asked.grams, 1.0)
