"""From judged questions to weights: look at every question once, then learn the ranking, the scope and the certainty."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from .index import Index
from .labelled import PARTLY, RIGHT, LabelledQuestion
from .learning import Judgement, learn_chance, learn_ranking
from .search import Looked
from .weights import FEATURES, Weights

GAINS = {RIGHT: 1.0, PARTLY: 0.3}
# 代表質問 is a decision of the staff, not to be learned from towns that know no such flag.
GENERAL_BONUS = 0.5


@dataclass(frozen=True)
class Lesson:
    question: LabelledQuestion
    looked: Looked
    ids: np.ndarray

    @property
    def judgement(self) -> Judgement:
        return Judgement(self.looked.features, self.gains[self.looked.owners])

    @property
    def gains(self) -> np.ndarray:
        return np.array([GAINS.get(self.question.relevant.get(id, 0), 0.0) for id in self.ids])

    def ranking(self, weights: Weights) -> list[str]:
        entries, _, _ = self.looked.scored(weights.vector)
        places = dict(zip(self.looked.entries, self.ids, strict=True))
        return [places[entry] for entry in entries]

    def is_right_first(self, weights: Weights) -> bool:
        first = self.ranking(weights)[:1]
        return any(self.question.relevant.get(id, 0) >= PARTLY for id in first)


def lessons(index: Index, questions: Sequence[LabelledQuestion], eye: Callable[[str], Looked]) -> list[Lesson]:
    return [lesson(index, question, eye(question.text)) for question in questions]


def lesson(index: Index, question: LabelledQuestion, looked: Looked) -> Lesson:
    return Lesson(question, looked, np.array([index.ids[entry] for entry in looked.entries]))


def learn(taught: Sequence[Lesson], strangers: Sequence[Looked]) -> Weights:
    """`strangers` are questions no town office should answer; without any, nothing is known of the scope."""
    found = [one for one in taught if len(one.ids)]
    ranking = learn_ranking([one.judgement for one in found])
    ranking[FEATURES.index("general")] = GENERAL_BONUS
    weights = Weights(tuple(ranking), (), ())
    inside = np.array([one.looked.signs(weights.vector) for one in found])
    right = np.array([one.is_right_first(weights) for one in found])
    outside = [one.signs(weights.vector) for one in strangers if len(one.entries)]
    scope = learn_chance(*_in_and_out(inside, outside)) if outside else [30.0, *np.zeros(inside.shape[1])]
    return replace(weights, scope=tuple(scope), certainty=tuple(learn_chance(inside, right)))


def _in_and_out(inside: np.ndarray, outside: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    return np.concatenate((inside, outside)), np.concatenate((np.ones(len(inside)), np.zeros(len(outside))))
