"""May somebody be in danger, in words that the tables of danger do not know? Pure.

A learned guess beside the tables of emergencies.py: whoever is guessed at gets the numbers to call along with the answer, never instead
of it. So a guess too many costs a line to read. Learned by `manage.py train_danger` (docs/adr/0016).
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np

from chatbot.knowledge import encoders
from chatbot.knowledge.encoders import Encoder

from .spoken import bare

WEIGHTS = Path(__file__).with_name("danger_weights.json")
LIKELY = {"none": 0.61, "use": 0.7, "e5": 0.65}
"""By the encoder. Higher than what sees most dangers: numbers under 「冷蔵庫を捨てたい」 teach people not to read them."""
LONGEST = 300
PLACES = 4096
"""Pairs, threes and fours of signs are counted in so many places."""


def may_be_danger(text: str, *, encoder_name: str) -> bool:
    """By the meaning of the sentence where the encoder of that name is installed, else by its signs."""
    if not bare(text):
        return False
    return bool(told([text], encoders.encoder(encoder_name))[0])


def told(texts: Sequence[str], encoder: Encoder | None) -> np.ndarray:
    """For each whether it is likely enough."""
    return likelihoods(texts, encoder) > LIKELY[encoder.name if encoder else encoders.NONE]


def likelihoods(texts: Sequence[str], encoder: Encoder | None) -> np.ndarray:
    """0 to 1 for each."""
    learned = _learned()[encoder.name if encoder else encoders.NONE]
    weights, bias = np.array(learned["weights"], np.float32), learned["bias"]
    return chances(features(texts, encoder) @ weights + bias)


def chances(scores: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-scores))


def features(texts: Sequence[str], encoder: Encoder | None) -> np.ndarray:
    """One row for each text."""
    if encoder is not None:
        return encoder.questions([text[:LONGEST] for text in texts])
    return np.stack([_signs(text) for text in texts])


def _signs(text: str) -> np.ndarray:
    said = f"^{bare(text[:LONGEST])}$"
    found = {
        crc32(said[at : at + size].encode()) % PLACES for size in (1, 2, 3, 4) for at in range(len(said) - size + 1)
    }
    row = np.zeros(PLACES, np.float32)
    row[list(found)] = 1 / np.sqrt(len(found))
    return row


@cache
def _learned() -> dict[str, dict]:
    return json.loads(WEIGHTS.read_text(encoding="utf-8"))
