"""Which questions would reach an entry if residents could read it as it is being written: tried on an index beside theirs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from chatbot.models import FaqEntry

from .current import current_index
from .encoders import Encoder, encoder
from .entry import Entry
from .index import Index
from .search import search

OFFERED = 3
"""Of so many titles a resident chooses."""
MOST_NEIGHBOURS = 4
MOST_RIVALS = 24


@dataclass(frozen=True)
class Asked:
    """`place`: 1 for the first that is found, None: not among those offered. `first`: what comes before it, or instead."""

    question: str
    place: int | None
    place_before: int | None
    first: str

    @property
    def is_won(self) -> bool:
        return self.place == 1 and self.place_before != 1

    @property
    def is_lost(self) -> bool:
        return self.place_before == 1 and self.place != 1


@dataclass(frozen=True)
class Reach:
    """`own`: its question and other words. `asked`: what was typed to try. `taken`: what another entry says of itself."""

    own: list[Asked]
    asked: list[Asked]
    taken: list[Asked]


def reach(written: Entry, *, tried: Sequence[str] = ()) -> Reach:
    """`tried`: residents' questions, e.g. from the log. Nothing is written."""
    before = current_index()
    with_encoder = remembering(encoder(before.encoder))
    after = before.with_changes([written], encoder=with_encoder)
    names = _Names(written)

    def ask(question: str) -> Asked:
        old, new = _found(before, question, with_encoder), _found(after, question, with_encoder)
        other = next((id for id in new if id != written.id), "")
        return Asked(question, _place(new, written.id), _place(old, written.id), names.of(other))

    rivals = names.rivals(id for title in written.titles[:10] for id in _found(after, title, with_encoder))
    taken = [each for each in map(ask, rivals) if each.is_won]
    return Reach([ask(title) for title in written.titles], [ask(each) for each in tried], taken)


class _Remembering:
    """Each sentence becomes a vector once, though it is asked before and after."""

    def __init__(self, known: Encoder):
        self.name, self.dimensions, self.titles, self.answers = (
            known.name,
            known.dimensions,
            known.titles,
            known.answers,
        )
        self._known, self._vectors = known, {}

    def questions(self, sentences: Sequence[str]) -> np.ndarray:
        for sentence in sentences:
            if sentence not in self._vectors:
                self._vectors[sentence] = self._known.questions([sentence])[0]
        return np.stack([self._vectors[sentence] for sentence in sentences])


def remembering(known: Encoder | None) -> Encoder | None:
    return _Remembering(known) if known else None


class _Names:
    """The published wordings of other entries, each read once."""

    def __init__(self, written: Entry):
        self.written, self.titles = written, {}

    def rivals(self, ids: Iterable[str]) -> list[str]:
        near = [id for id in dict.fromkeys(ids) if id != self.written.id][:MOST_NEIGHBOURS]
        self._read(near)
        return [title for id in near for title in self.titles.get(id, [])][:MOST_RIVALS]

    def of(self, id: str) -> str:
        if id and id not in self.titles:
            self._read([id])
        return self.titles.get(id, [""])[0]

    def _read(self, ids: list[str]) -> None:
        rows = FaqEntry.objects.published().filter(slug__in=ids).values_list("slug", "current__content")
        self.titles |= {slug: [content["question"], *content["paraphrases"]] for slug, content in rows}


def _found(known: Index, question: str, with_encoder: Encoder | None) -> list[str]:
    return [each.id for each in search(known, question, encoder=with_encoder, limit=OFFERED).found]


def _place(found: list[str], id: str) -> int | None:
    return found.index(id) + 1 if id in found else None
