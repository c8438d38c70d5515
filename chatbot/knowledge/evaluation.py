"""How well the search answers judged questions, with the weights that ship or, honestly for these very questions, with
weights learned from the other folds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from . import text, weights
from .confidence import chance
from .encoders import Encoder
from .index import Index
from .labelled import LabelledQuestion
from .learning import folds, joined
from .measures import Judged, auroc, ranking_figures
from .search import Looked, look, search
from .training import Lesson, learn, lessons
from .weights import Weights

FOLDS = 5
MOST_CONFIDENT = 0.2


@dataclass(frozen=True)
class Trial:
    """One question and the weights that never saw it."""

    lesson: Lesson
    weights: Weights


def evaluate(
    index: Index,
    questions: Sequence[LabelledQuestion],
    out_of_scope: Sequence[str] = (),
    *,
    encoder: Encoder | None = None,
    cross_validate: bool = False,
    asked_as: Callable[[str], str] = lambda sentence: sentence,
) -> dict[str, float]:
    """`asked_as` misspells the questions; the weights are learned from those without mistakes."""
    taught = lessons(index, questions, encoder)
    strangers = [look(index, sentence, encoder=encoder) for sentence in out_of_scope]
    asked = [LabelledQuestion(asked_as(question.text), question.relevant) for question in questions]
    tried = taught if asked == list(questions) else lessons(index, asked, encoder)
    fold, strange_fold = _folds(questions, len(strangers), cross_validate)
    learned = _learned(index, taught, strangers, fold, strange_fold, cross_validate)
    trials = [Trial(one, learned[number]) for one, number in zip(tried, fold, strict=True)]
    outside = [_belongs(one, learned[number]) for one, number in zip(strangers, strange_fold, strict=True)]
    return {**_figures(trials, outside), **_times(index, [one.text for one in asked], encoder, learned[fold[0]])}


def _folds(questions: Sequence[LabelledQuestion], strangers: int, cross_validate: bool) -> tuple[np.ndarray, np.ndarray]:
    if not cross_validate:
        return np.zeros(len(questions), int), np.zeros(strangers, int)
    return folds(joined(question.right_answers for question in questions), FOLDS), np.arange(strangers) % FOLDS


def _learned(
    index: Index, taught: Sequence[Lesson], strangers: Sequence[Looked], fold: np.ndarray, strange_fold: np.ndarray, cross: bool
) -> list[Weights]:
    if not cross:
        return [weights.shipped(index.encoder)]
    return [
        learn(
            [one for one, number in zip(taught, fold, strict=True) if number != left_out],
            [one for one, number in zip(strangers, strange_fold, strict=True) if number != left_out],
        )
        for left_out in range(FOLDS)
    ]


def _figures(trials: Sequence[Trial], outside: Sequence[float]) -> dict[str, float]:
    judged = [Judged(trial.lesson.ranking(trial.weights)[:10], trial.lesson.question.relevant) for trial in trials]
    inside = [_belongs(trial.lesson.looked, trial.weights) for trial in trials]
    return {
        **ranking_figures(judged),
        "abstention_auroc": auroc(inside, outside),
        "right_in_most_confident_fifth": _right_when_sure(trials),
        "questions": len(trials),
    }


def _right_when_sure(trials: Sequence[Trial]) -> float:
    surest = sorted(trials, key=lambda trial: -_certain(trial))[: round(len(trials) * MOST_CONFIDENT)]
    return float(np.mean([trial.lesson.is_right_first(trial.weights) for trial in surest])) if surest else float("nan")


def _certain(trial: Trial) -> float:
    looked = trial.lesson.looked
    return chance(trial.weights.certainty, looked.signs(trial.weights.vector)) if len(looked.entries) else 0.0


def _belongs(looked: Looked, weighed: Weights) -> float:
    return chance(weighed.scope, looked.signs(weighed.vector)) if len(looked.entries) else 0.0


def _times(index: Index, sentences: Sequence[str], encoder: Encoder | None, weighed: Weights) -> dict[str, float]:
    """Each question asked once as if for the first time."""
    taken = []
    for sentence in sentences:
        text.forget()
        begin = perf_counter()
        search(index, sentence, encoder=encoder, weighed=weighed)
        taken.append((perf_counter() - begin) * 1000)
    return {"p50_ms": float(np.percentile(taken, 50)), "p95_ms": float(np.percentile(taken, 95))}
