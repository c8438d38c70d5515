"""How sure an answer is: two chances, read from the signs of a ranking. That the town's office can be asked this at all, and
that the first entry is the right one. Both are learned with the ranking and come out as honest percentages."""

from collections.abc import Sequence

import numpy as np

OF_RANKING = ("best", "lead", "lead_over_fourth", "title", "answer", "concepts", "similarity", "mean_similarity")
OF_QUESTION = ("known", "unknown_words", "known_concepts", "length", "own_concern", "riddle")
SIGNS = (*OF_RANKING, *OF_QUESTION)
_A_FEW = 5


def signs_of_ranking(scores: np.ndarray, matrix: np.ndarray, columns: Sequence[str]) -> np.ndarray:
    """`scores` from best to worst with the feature row of each."""
    column = {name: matrix[:, place] for place, name in enumerate(columns)}
    return np.array(
        [
            scores[0],
            scores[0] - (scores[1] if len(scores) > 1 else 0.0),
            scores[0] - (scores[3] if len(scores) > 3 else 0.0),
            column["title"].max(),
            column["answer"].max(),
            column["title_concepts"].max() + column["answer_concepts"].max(),
            column["similarity"].max(),
            np.sort(column["similarity"])[-_A_FEW:].mean(),
        ]
    )


def chance(weights: Sequence[float], observed: np.ndarray) -> float:
    """The logistic of a bias and the weighed signs."""
    return float(1 / (1 + np.exp(-np.clip(weights[0] + np.dot(weights[1:], observed), -30, 30))))
