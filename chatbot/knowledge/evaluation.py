"""How well the search answers judged questions, with the weights that ship or, honestly for these very questions, with
weights learned from the other folds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
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
from .weights import FEATURES, Weights

FOLDS = 5
Part = str
# What can be left out to see what it is worth; the thesaurus is left out when the index is built.
PARTS: dict[Part | None, tuple[str, ...]] = {
    "thesaurus": (),
    "mending": (),
    "answers": ("answer", "answer_concepts", "answer_similarity"),
    "grams": ("grams",),
    "coverage": ("title_covered",),
    "brevity": ("brevity",),
}
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
    without: Part | None = None,
) -> dict[str, float]:
    """`asked_as` misspells the questions; the weights are learned from those without mistakes."""
    eye = partial(look, index, encoder=encoder, mend=without != "mending")
    taught = [_blind(one, without) for one in lessons(index, questions, eye)]
    strangers = [_blinded(eye(sentence), without) for sentence in out_of_scope]
    asked = [LabelledQuestion(asked_as(question.text), question.relevant) for question in questions]
    tried = taught if asked == list(questions) else [_blind(one, without) for one in lessons(index, asked, eye)]
    fold, strange_fold = _folds(questions, len(strangers), cross_validate)
    learned = _learned(index, taught, strangers, fold, strange_fold, cross_validate)
    trials = [Trial(one, learned[number]) for one, number in zip(tried, fold, strict=True)]
    outside = [_belongs(one, learned[number]) for one, number in zip(strangers, strange_fold, strict=True)]
    return {**_figures(trials, outside), **_times(index, [one.text for one in asked], encoder, learned[fold[0]])}


def _blind(lesson: Lesson, without: Part | None) -> Lesson:
    return replace(lesson, looked=_blinded(lesson.looked, without))


def _blinded(looked: Looked, without: Part | None) -> Looked:
    hidden = [FEATURES.index(feature) for feature in PARTS.get(without, ())]
    features = looked.features.copy()
    features[:, hidden] = 0
    return replace(looked, features=features)


def _folds(
    questions: Sequence[LabelledQuestion], strangers: int, cross_validate: bool
) -> tuple[np.ndarray, np.ndarray]:
    if not cross_validate:
        return np.zeros(len(questions), int), np.zeros(strangers, int)
    return folds(joined(question.right_answers for question in questions), FOLDS), np.arange(strangers) % FOLDS


def _learned(
    index: Index,
    taught: Sequence[Lesson],
    strangers: Sequence[Looked],
    fold: np.ndarray,
    strange_fold: np.ndarray,
    cross: bool,
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
