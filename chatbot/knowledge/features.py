"""What speaks for an entry as the answer to a question, as numbers: one row for each title of each candidate."""

import numpy as np

from .analysis import ANSWER, ANSWER_CONCEPTS, GRAMS, TITLE, TITLE_CONCEPTS, TITLE_FIELDS, Asked
from .field import Field
from .index import Index
from .vectors import greatest
from .weights import FEATURES

LEXICAL_CANDIDATES = 80
SIMILAR_CANDIDATES = 40
# For choosing candidates only; the ranking has its learned weights.
FIRST_LOOK = {TITLE: 1.0, ANSWER: 0.7, TITLE_CONCEPTS: 0.5, ANSWER_CONCEPTS: 0.3}
GRAMS_FIRST_LOOK = 0.3


def candidates(index: Index, asked: Asked, vector: np.ndarray | None) -> np.ndarray:
    """Entries worth a closer look, in rising order."""
    chosen = lexical_candidates(index, asked)
    if vector is not None and index.title_vectors is not None:
        near = index.title_vectors.nearest(vector, SIMILAR_CANDIDATES)
        chosen = np.concatenate((chosen, np.searchsorted(index.first_titles, near, "right") - 1))
    return np.unique(chosen)


def lexical_candidates(index: Index, asked: Asked) -> np.ndarray:
    titles = np.zeros(index.first_titles[-1], dtype=np.float32)
    entries = np.zeros(len(index), dtype=np.float32)
    for name, field in index.titles.items():
        field.add_scores(asked.words_for(name), FIRST_LOOK.get(name, GRAMS_FIRST_LOOK), titles)
    for name, field in index.answers.items():
        field.add_scores(asked.words_for(name), FIRST_LOOK[name], entries)
    if len(entries):
        entries += np.maximum.reduceat(titles, index.first_titles[:-1]) if len(titles) > len(entries) else titles
    found = greatest(entries, LEXICAL_CANDIDATES)
    return found[entries[found] > 0]


def features(index: Index, asked: Asked, vector: np.ndarray | None, entries: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The matrix (titles × FEATURES), and to which of the entries (0, 1, 2 …) each row belongs."""
    titles, owner = index.titles_of(entries)
    said = {name: _relative(index.titles[name], asked, name, titles) for name in TITLE_FIELDS}
    columns = {
        "title": said[TITLE][0],
        "answer": _relative(index.answers[ANSWER], asked, ANSWER, entries)[0][owner],
        "title_concepts": said[TITLE_CONCEPTS][0],
        "answer_concepts": _relative(index.answers[ANSWER_CONCEPTS], asked, ANSWER_CONCEPTS, entries)[0][owner],
        "grams": said[GRAMS][0],
        "title_covered": said[TITLE][1],
        "brevity": -np.log(index.titles[TITLE].totals[titles] + 1),
        "general": index.general[entries][owner],
        "similarity": _similarity(index.title_vectors and index.title_vectors.full, vector, titles),
        "answer_similarity": _similarity(index.answer_vectors, vector, entries)[owner],
    }
    return np.column_stack([columns[name] for name in FEATURES]).astype(np.float32), owner


def _relative(field: Field, asked: Asked, name: str, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Scores as a share of what the question weighs: one that stands nowhere in the entries must not drown the encoder."""
    words = asked.words_for(name)
    impact, covered = field.score(words, rows)
    return impact / field.weight_of(words), covered


def _similarity(vectors: np.ndarray | None, question: np.ndarray | None, rows: np.ndarray) -> np.ndarray:
    if vectors is None or question is None:
        return np.zeros(len(rows), dtype=np.float32)
    return vectors[rows] @ question
