"""Learn the guess of danger_guess.py from examples, and measure it on those kept back. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from chatbot.content import load
from chatbot.knowledge.encoders import Encoder

from . import danger_guess
from .danger_guess import chances, features
from .emergencies import danger_in

EXAMPLES = Path(__file__).with_name("danger_examples.tsv")
MUNICIPAL_WORDS = Path(__file__).with_name("municipal_words.txt")
LONG_STORY = 80
DECAY, STEPS, PACE = 3e-4, 400, 0.05
LEARNED_FROM, KEPT_BACK = "dev", "held"


@dataclass(frozen=True)
class Example:
    """`kind`: of the danger, or "none"."""

    part: str
    kind: str
    text: str

    @property
    def is_danger(self) -> bool:
        return self.kind != "none"


def examples(part: str) -> list[Example]:
    lines = EXAMPLES.read_text(encoding="utf-8").splitlines()
    return [each for each in (Example(*line.split("\t")) for line in lines) if each.part == part]


def lessons() -> list[Example]:
    """The examples to learn from, and as harmless what a town is asked for in eight languages."""
    return [*examples(LEARNED_FROM), *harmless([*shipped_questions(), *shipped_answers(), *municipal_words()])]


def harmless(questions: Sequence[str]) -> list[Example]:
    """Some entries that ship are about danger themselves."""
    return [Example(LEARNED_FROM, "none", question) for question in questions if danger_in(question) is None]


def shipped_questions() -> list[str]:
    return [question for entry in load.entries() for question in (entry["question"], *entry["paraphrases"])]


def shipped_answers() -> list[str]:
    """As long as people write when they tell a story: length itself is no danger."""
    return [entry["answer"][:LONG_STORY] for entry in load.entries()]


def municipal_words() -> list[str]:
    rows = [line for line in MUNICIPAL_WORDS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [word.strip() for row in rows for cell in row.split("|") for word in cell.split(",") if word.strip()]


def learn(taught: Sequence[Example], encoder: Encoder | None) -> dict[str, object]:
    """A logistic regression; dangers and the harmless weigh the same in all, however many there are of each."""
    rows, is_danger = features([each.text for each in taught], encoder), np.array([each.is_danger for each in taught])
    share = np.where(is_danger, 0.5 / is_danger.sum(), 0.5 / (~is_danger).sum()).astype(np.float32)
    weights, pace = np.zeros(rows.shape[1] + 1, np.float32), _Pace(rows.shape[1] + 1)
    for step in range(1, STEPS + 1):
        error = (chances(rows @ weights[:-1] + weights[-1]) - is_danger) * share
        slope = np.append(rows.T @ error + DECAY * weights[:-1], error.sum())
        weights -= pace.of(slope, step)
    return {"bias": round(float(weights[-1]), 3), "weights": [round(float(each), 3) for each in weights[:-1]]}


class _Pace:
    """Adam (Kingma and Ba, 2015)."""

    def __init__(self, size: int) -> None:
        self.mean, self.square = np.zeros(size, np.float32), np.zeros(size, np.float32)

    def of(self, slope: np.ndarray, step: int) -> np.ndarray:
        self.mean = 0.9 * self.mean + 0.1 * slope
        self.square = 0.999 * self.square + 0.001 * slope**2
        return PACE * self.mean / (1 - 0.9**step) / (np.sqrt(self.square / (1 - 0.999**step)) + 1e-8)


def told(texts: Sequence[str], encoder: Encoder | None) -> np.ndarray:
    """For each whether numbers are shown: by the tables, or by the guess."""
    return danger_guess.told(texts, encoder) | np.array([danger_in(text) is not None for text in texts], bool)
