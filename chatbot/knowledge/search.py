"""The one way to ask the entries of a town a question."""

from dataclasses import dataclass

import numpy as np

from . import text, weights
from .analysis import ANSWER, ANSWER_CONCEPTS, TITLE, Asked
from .confidence import chance, signs_of_ranking
from .encoders import Encoder
from .features import candidates
from .index import Index
from .manner import manner
from .understanding import understood
from .weights import FEATURES, Weights


@dataclass(frozen=True)
class Found:
    id: str
    score: float


@dataclass(frozen=True)
class Result:
    """`belongs` is the chance that this is a question for a town office, `certainty` that the first entry found is right.

    Of a question without a single Japanese sign neither is known: it is shown what was found, and never answered alone.
    """

    found: tuple[Found, ...]
    belongs: float
    certainty: float


NOTHING = Result((), 0.0, 0.0)
FOREIGN = (0.5, 0.0)


@dataclass(frozen=True)
class Looked:
    """What the index had to say before anything was weighed."""

    entries: np.ndarray
    features: np.ndarray
    owners: np.ndarray
    question_signs: np.ndarray

    def scored(self, ranking: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Entries from best to worst, their scores, and the features of the best title of each."""
        by_title = self.features @ ranking
        order = np.lexsort((-by_title, self.owners))
        best = order[np.searchsorted(self.owners, np.arange(len(self.entries)))]
        ranked = np.argsort(-by_title[best], kind="stable")
        return self.entries[ranked], by_title[best][ranked], self.features[best][ranked]

    def signs(self, ranking: np.ndarray) -> np.ndarray:
        _, scores, matrix = self.scored(ranking)
        return self.signs_with(scores, matrix)

    def signs_with(self, scores: np.ndarray, matrix: np.ndarray) -> np.ndarray:
        return np.concatenate((signs_of_ranking(scores, matrix, FEATURES), self.question_signs))


def search(
    index: Index, question: str, *, encoder: Encoder | None = None, weighed: Weights | None = None, limit: int = 10
) -> Result:
    weighed = weighed or weights.shipped(index.encoder if encoder else "none")
    looked = look(index, question, encoder=encoder)
    if not len(looked.entries):
        return NOTHING
    entries, scores, matrix = looked.scored(weighed.vector)
    found = tuple(Found(index.ids[entry], float(score)) for entry, score in zip(entries[:limit], scores, strict=False))
    if not text.is_japanese(question):
        return Result(found, *FOREIGN)
    observed = looked.signs_with(scores, matrix)
    return Result(found, chance(weighed.scope, observed), chance(weighed.certainty, observed))


def look(index: Index, question: str, *, encoder: Encoder | None = None, mend: bool = True) -> Looked:
    sentence = text.normalise(question)
    asked = understood(index, sentence) if mend else index.analyser.question(sentence)
    vector = encoder.questions([asked.text])[0] if encoder and index.title_vectors is not None else None
    return Looked(*candidates(index, asked, vector), signs_of_question(index, asked))


def signs_of_question(index: Index, asked: Asked) -> np.ndarray:
    """How much of the question stands anywhere in the entries, and how it is put. In the order of OF_QUESTION."""
    titles, answers = index.titles[TITLE], index.answers[ANSWER]
    known = [term for term in asked.terms if titles.stands_in(term) or answers.stands_in(term)]
    share = sum(map(answers.rarity_of, known)) / answers.weight_of(asked.terms)
    concepts = sum(index.answers[ANSWER_CONCEPTS].stands_in(concept) > 0 for concept in asked.concepts)
    unknown = len(asked.terms) - len(known)
    return np.array([share, np.log1p(unknown), np.log1p(concepts), np.log1p(len(asked.terms)), *manner(asked.text)])
