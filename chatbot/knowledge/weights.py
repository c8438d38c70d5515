"""What each sign of a match is worth: a few learned numbers for each encoder, in a file that `train_faq` makes."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import numpy as np

SHIPPED = Path(__file__).parent / "data" / "weights.json"
FEATURES = (
    "title",
    "answer",
    "title_concepts",
    "answer_concepts",
    "grams",
    "title_covered",
    "brevity",
    "general",
    "similarity",
    "answer_similarity",
)


@dataclass(frozen=True)
class Weights:
    ranking: tuple[float, ...]
    scope: tuple[float, ...]
    certainty: tuple[float, ...]

    @property
    def vector(self) -> np.ndarray:
        return np.array(self.ranking, dtype=np.float32)


@cache
def shipped(encoder: str) -> Weights:
    return load(SHIPPED, encoder)


def load(path: Path, encoder: str) -> Weights:
    stored = json.loads(path.read_text(encoding="utf-8"))
    parts = stored["encoders"][encoder]
    ranking = tuple(parts["ranking"].get(feature, 0.0) for feature in FEATURES)
    return Weights(ranking, tuple(parts["scope"]), tuple(parts["certainty"]))


def save(path: Path, by_encoder: Mapping[str, Weights], facts: Mapping[str, object]) -> None:
    parts = {name: _named(weights) for name, weights in by_encoder.items()}
    path.write_text(json.dumps({**facts, "encoders": parts}, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _named(weights: Weights) -> dict[str, object]:
    rounded = {part: [round(value, 4) for value in values] for part, values in asdict(weights).items()}
    return {**rounded, "ranking": dict(zip(FEATURES, rounded["ranking"], strict=True))}
