"""What speaks for an entry as the answer to a question, as numbers: one row for each title of each candidate."""

from collections.abc import Mapping

import numpy as np

from .analysis import ANSWER, ANSWER_CONCEPTS, GRAMS, TITLE, TITLE_CONCEPTS, Asked
from .index import Index
from .vectors import Packed, greatest
from .weights import FEATURES

LEXICAL_CANDIDATES = 80
SIMILAR_CANDIDATES = 40
# For choosing candidates only; the ranking has its learned weights.
TITLES_AT_FIRST = {TITLE: 1.0, TITLE_CONCEPTS: 0.5, GRAMS: 0.3}
ANSWERS_AT_FIRST = {ANSWER: 0.7, ANSWER_CONCEPTS: 0.3}


def candidates(index: Index, asked: Asked, vector: np.ndarray | None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The entries worth a closer look, the features of their titles, and to which of the entries (0, 1, 2 …) each row belongs."""
    titles = {name: index.titles[name].scores(asked.words_for(name)) for name in TITLES_AT_FIRST}
    answers = {name: index.answers[name].scores(asked.words_for(name)) for name in ANSWERS_AT_FIRST}
    entries = np.union1d(_lexical(index, titles, answers), _similar(index, vector))
    rows, owner = index.titles_of(entries)
    return entries, _features(index, asked, vector, entries, rows, owner, titles, answers), owner


def _lexical(index: Index, titles: Mapping[str, np.ndarray], answers: Mapping[str, np.ndarray]) -> np.ndarray:
    if not len(index):
        return np.zeros(0, dtype=np.int64)
    by_title = sum(scores * np.float32(TITLES_AT_FIRST[name]) for name, scores in titles.items())
    scores = sum(scores * np.float32(ANSWERS_AT_FIRST[name]) for name, scores in answers.items())
    scores += np.maximum.reduceat(by_title, index.first_titles[:-1]) if len(by_title) > len(index) else by_title
    found = greatest(scores, LEXICAL_CANDIDATES)
    return found[scores[found] > 0]


def _similar(index: Index, vector: np.ndarray | None) -> np.ndarray:
    if vector is None or index.title_vectors is None:
        return np.zeros(0, dtype=np.int64)
    near = index.title_vectors.nearest(vector, SIMILAR_CANDIDATES)
    return np.searchsorted(index.first_titles, near, "right") - 1


def _features(
    index: Index,
    asked: Asked,
    vector: np.ndarray | None,
    entries: np.ndarray,
    rows: np.ndarray,
    owner: np.ndarray,
    titles: Mapping[str, np.ndarray],
    answers: Mapping[str, np.ndarray],
) -> np.ndarray:
    """Scores as a share of what the question weighs: one that stands nowhere in the entries must not drown the encoder."""
    words = index.titles[TITLE]
    columns = {
        **{name: scores[rows] / index.titles[name].weight_of(asked.words_for(name)) for name, scores in titles.items()},
        **{
            name: (scores[entries] / index.answers[name].weight_of(asked.words_for(name)))[owner]
            for name, scores in answers.items()
        },
        "title_covered": words.spoken_of(asked.terms)[rows] / np.maximum(words.totals[rows], 1e-6),
        "brevity": -np.log(words.totals[rows] + 1),
        "general": index.general[entries][owner],
        "similarity": _similarity(index.title_vectors and index.title_vectors.full, vector, rows),
        "answer_similarity": _similarity(index.answer_vectors, vector, entries)[owner],
    }
    return np.column_stack([columns[name] for name in FEATURES]).astype(np.float32)


def _similarity(packed: Packed | None, question: np.ndarray | None, rows: np.ndarray) -> np.ndarray:
    if packed is None or question is None:
        return np.zeros(len(rows), dtype=np.float32)
    return packed.cosines(question, rows)
