"""The index of one town's entries. It never changes: a change makes a new one beside it, and whoever asks takes the newest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from . import boilerplate, field, text, vectors
from .analysis import ANSWER_FIELDS, LENGTH_WEIGHTS, TITLE_FIELDS, Analyser, Document, own_names
from .encoders import NONE, Encoder
from .entry import Entry
from .field import Field
from .lexicon import Lexicon
from .thesaurus import Thesaurus, shipped
from .vectors import Packed, Vectors


@dataclass(frozen=True)
class Index:
    """`first_titles` tells where the titles of each entry begin; the fields and vectors of titles follow that order."""

    ids: tuple[str, ...]
    revisions: Mapping[str, int]
    first_titles: np.ndarray
    titles: Mapping[str, Field]
    answers: Mapping[str, Field]
    general: np.ndarray
    title_vectors: Vectors | None
    answer_vectors: Packed | None
    encoder: str
    analyser: Analyser
    lexicon: Lexicon
    version: int = 1

    def __len__(self) -> int:
        return len(self.ids)

    def titles_of(self, entries: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The places of all titles of these entries, and to which of them (0, 1, 2 …) each belongs."""
        return field.spread(self.first_titles, entries)

    def with_changes(
        self, put: Sequence[Entry] = (), removed: Iterable[str] = (), *, encoder: Encoder | None = None
    ) -> "Index":
        """Only what was put is read again. The encoder must be the one the index was made with."""
        gone = {*removed, *(entry.id for entry in put)}
        kept = np.array([place for place, id in enumerate(self.ids) if id not in gone], dtype=np.int64)
        kept_titles, owner = self.titles_of(kept)
        added, lexicon = _read(put, self.analyser, self.lexicon.with_more((), ()))
        sizes = [*np.bincount(owner, minlength=len(kept)), *(len(one.titles) for one in added)]
        return replace(
            self,
            ids=(*(self.ids[place] for place in kept), *(entry.id for entry in put)),
            revisions={id: r for id, r in self.revisions.items() if id not in gone} | {e.id: e.revision for e in put},
            first_titles=field.ends(sizes),
            titles={name: _grown(name, old, kept_titles, _titles(added, name)) for name, old in self.titles.items()},
            answers={name: _grown(name, old, kept, _answers(added, name)) for name, old in self.answers.items()},
            general=np.concatenate((self.general[kept], _general(added))),
            lexicon=lexicon,
            version=self.version + 1,
            **self._vectors_with(kept, kept_titles, put, encoder),
        )

    def synchronised_with(self, entries: Sequence[Entry], *, encoder: Encoder | None = None) -> "Index":
        """The same index where no revision changed, else one that knows these entries and no others."""
        put = [entry for entry in entries if self.revisions.get(entry.id) != entry.revision]
        removed = set(self.ids) - {entry.id for entry in entries}
        return self.with_changes(put, removed, encoder=encoder) if put or removed else self

    def _vectors_with(
        self, kept: np.ndarray, kept_titles: np.ndarray, put: Sequence[Entry], encoder: Encoder | None
    ) -> dict:
        if self.title_vectors is None or self.answer_vectors is None or encoder is None:
            return {"title_vectors": None, "answer_vectors": None, "encoder": NONE}
        titles, answers = _encoded(put, self.analyser, encoder)
        return {
            "title_vectors": vectors.build(self.title_vectors.full.kept(kept_titles).followed_by(titles)),
            "answer_vectors": self.answer_vectors.kept(kept).followed_by(answers),
        }


def build(entries: Sequence[Entry], *, encoder: Encoder | None = None, thesaurus: Thesaurus | None = None) -> Index:
    repeated = boilerplate.repeated_sentences(entry.answer for entry in entries)
    analyser = Analyser(shipped() if thesaurus is None else thesaurus, repeated, own_names(entries))
    documents, lexicon = _read(entries, analyser, Lexicon().with_more((), analyser.thesaurus.phrases))
    titles, answers = _encoded(entries, analyser, encoder) if encoder else (None, None)
    return Index(
        ids=tuple(entry.id for entry in entries),
        revisions={entry.id: entry.revision for entry in entries},
        first_titles=field.ends([len(one.titles) for one in documents]),
        titles={name: _packed(name, _titles(documents, name)) for name in TITLE_FIELDS},
        answers={name: _packed(name, _answers(documents, name)) for name in ANSWER_FIELDS},
        general=_general(documents),
        title_vectors=None if titles is None else vectors.build(titles),
        answer_vectors=answers,
        encoder=encoder.name if encoder else NONE,
        analyser=analyser,
        lexicon=lexicon,
    )


def _read(entries: Sequence[Entry], analyser: Analyser, lexicon: Lexicon) -> tuple[list[Document], Lexicon]:
    """Entry by entry, so that each sentence is taken apart once."""
    documents = []
    for entry in entries:
        documents.append(analyser.document(entry))
        lexicon.read(entry.titles, analyser.answer(entry))
    return documents, lexicon


def _packed(name: str, counted: list) -> Field:
    vocabulary: dict[str, int] = {}
    return field.pack(field.rows_of(counted, vocabulary), vocabulary, LENGTH_WEIGHTS[name])


def _grown(name: str, old: Field, kept: np.ndarray, counted: list) -> Field:
    vocabulary = dict(old.vocabulary)
    added = field.rows_of(counted, vocabulary)
    return field.pack(old.rows.kept(kept).followed_by(added), vocabulary, LENGTH_WEIGHTS[name])


def _titles(documents: Sequence[Document], name: str) -> list:
    return [title[name] for document in documents for title in document.titles]


def _answers(documents: Sequence[Document], name: str) -> list:
    return [document.answer[name] for document in documents]


def _general(documents: Sequence[Document]) -> np.ndarray:
    return np.array([document.general for document in documents], dtype=np.float32)


def _encoded(entries: Sequence[Entry], analyser: Analyser, encoder: Encoder) -> tuple[Packed, Packed]:
    titles = encoder.titles([text.normalise(title) for entry in entries for title in entry.titles])
    answers = [text.normalise("。".join(analyser.answer(entry))) for entry in entries]
    questions = [text.normalise(entry.question) for entry in entries]
    return vectors.pack(titles), vectors.pack(encoder.answers(questions, answers))
