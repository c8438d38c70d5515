"""How good a ranking is: the measures of information retrieval, over graded relevance (2 = right, 1 = partly)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

import numpy as np

RIGHT = 2


@dataclass(frozen=True)
class Judged:
    ranking: Sequence[str]
    relevant: Mapping[str, int]

    @property
    def has_right(self) -> bool:
        return RIGHT in self.relevant.values()


def ranking_figures(judged: Sequence[Judged]) -> dict[str, float]:
    answerable = [one for one in judged if one.has_right]
    return {
        **{f"hit_at_{depth}": _share(answerable, depth, RIGHT) for depth in (1, 3, 5)},
        "p_at_1": _share(judged, 1, 1),
        "sr_at_5": _share(judged, 5, 1),
        "mrr": _mean([reciprocal_rank(one) for one in judged]),
        "ndcg_at_10": _mean([ndcg(one, 10) for one in judged]),
    }


def is_hit(one: Judged, depth: int, grade: int) -> bool:
    return any(one.relevant.get(id, 0) >= grade for id in one.ranking[:depth])


def reciprocal_rank(one: Judged) -> float:
    return next((1 / place for place, id in enumerate(one.ranking, 1) if one.relevant.get(id, 0) >= 1), 0.0)


def ndcg(one: Judged, depth: int) -> float:
    gained = _discounted([one.relevant.get(id, 0) for id in one.ranking[:depth]])
    best = _discounted(sorted(one.relevant.values(), reverse=True)[:depth])
    return gained / best if best else 0.0


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float:
    """How often a question that belongs here is held for surer than one that does not; ties count half."""
    if not len(inside) or not len(outside):
        return float("nan")
    outside = np.sort(np.asarray(outside))
    below = np.searchsorted(outside, inside, "left") + np.searchsorted(outside, inside, "right")
    return float(below.mean() / (2 * len(outside)))


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / log2(place + 1) for place, gain in enumerate(gains, 1))


def _share(judged: Sequence[Judged], depth: int, grade: int) -> float:
    return _mean([is_hit(one, depth, grade) for one in judged])


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else float("nan")
