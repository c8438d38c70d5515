"""Learning the few weights from judged questions: a ranking by softmax over its candidates, a chance by logistic regression.

Both are convex and small, so plain descent finds the one best answer; a little decay keeps the weights near zero.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

STEPS = 400
PACE = 0.05
RANKING_DECAY = 0.05
CHANCE_DECAY = 0.003
NEWTON_STEPS = 25


@dataclass(frozen=True)
class Judgement:
    """The candidates of one question: their features, and how much of the right answer each is."""

    features: np.ndarray
    gains: np.ndarray


def learn_ranking(judgements: Sequence[Judgement]) -> np.ndarray:
    useful = [one for one in judgements if one.gains.sum() > 0]
    matrix = np.concatenate([one.features for one in useful]).astype(np.float64)
    target = np.concatenate([one.gains / one.gains.sum() for one in useful])
    sizes = np.array([len(one.gains) for one in useful])
    spread = matrix.std(axis=0)
    scale = np.where(spread > 1e-6, spread, np.inf)  # a feature that never varies teaches nothing
    return _descend(matrix / scale, target, sizes) / scale


def learn_chance(observed: np.ndarray, happened: np.ndarray) -> np.ndarray:
    """Bias first, then a weight for each sign."""
    middle, scale = observed.mean(axis=0), observed.std(axis=0)
    scale = np.where(scale > 1e-6, scale, np.inf)
    weights = _newton(np.column_stack((np.ones(len(observed)), (observed - middle) / scale)), happened.astype(float))
    slopes = weights[1:] / scale
    return np.concatenate(([weights[0] - slopes @ middle], slopes))


def folds(groups: Sequence[Hashable], count: int) -> np.ndarray:
    """A fold for each, groups whole, the largest first into the emptiest."""
    sizes: dict[Hashable, int] = {}
    for group in groups:
        sizes[group] = sizes.get(group, 0) + 1
    load, place = [0] * count, {}
    for group in sorted(sizes, key=lambda group: -sizes[group]):
        place[group] = load.index(min(load))
        load[place[group]] += sizes[group]
    return np.array([place[group] for group in groups])


def joined(answers: Iterable[Iterable[str]]) -> list[int]:
    """Questions that share an answer, directly or through others, get one number: such must not stand in two folds."""
    parents: list[int] = []
    first_with: dict[str, int] = {}
    for number, ids in enumerate(answers):
        parents.append(number)
        for id in ids:
            parents[_root(parents, number)] = _root(parents, first_with.setdefault(id, number))
    return [_root(parents, number) for number in range(len(parents))]


def _root(parents: Sequence[int], number: int) -> int:
    while parents[number] != number:
        number = parents[number]
    return number


def _descend(matrix: np.ndarray, target: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    weights, speed, force = np.zeros(matrix.shape[1]), np.zeros(matrix.shape[1]), np.zeros(matrix.shape[1])
    for step in range(1, STEPS + 1):
        slope = matrix.T @ (_shares(matrix @ weights, sizes) - target) / len(sizes) + RANKING_DECAY * weights
        speed, force = 0.9 * speed + 0.1 * slope, 0.999 * force + 0.001 * slope**2
        weights -= PACE * (speed / (1 - 0.9**step)) / (np.sqrt(force / (1 - 0.999**step)) + 1e-8)
    return weights


def _shares(scores: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Softmax within each question."""
    starts = np.cumsum(sizes) - sizes
    powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
    return powers / np.repeat(np.add.reduceat(powers, starts), sizes)


def _newton(matrix: np.ndarray, happened: np.ndarray) -> np.ndarray:
    weights = np.zeros(matrix.shape[1])
    decay = CHANCE_DECAY * len(matrix) * np.diag([0.0, *np.ones(matrix.shape[1] - 1)])
    for _ in range(NEWTON_STEPS):
        chances = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        bend = matrix.T @ (matrix * (chances * (1 - chances) + 1e-9)[:, None]) + decay
        weights = weights - np.linalg.solve(bend, matrix.T @ (chances - happened) + decay @ weights)
    return weights
