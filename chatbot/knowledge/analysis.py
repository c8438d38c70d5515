"""Entries and questions taken apart into what the index compares."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from . import boilerplate, text
from .entry import Entry
from .thesaurus import Thesaurus

TITLE, TITLE_CONCEPTS, GRAMS = TITLE_FIELDS = ("title", "title_concepts", "grams")
ANSWER, ANSWER_CONCEPTS = ANSWER_FIELDS = ("answer", "answer_concepts")
CONCEPT_FIELDS = (TITLE_CONCEPTS, ANSWER_CONCEPTS)
# How much a long text is held against it (the b of BM25).
LENGTH_WEIGHTS = {TITLE: 0.6, TITLE_CONCEPTS: 0.6, GRAMS: 0.5, ANSWER: 0.75, ANSWER_CONCEPTS: 0.75}

OWN_NAME_SHARE = 0.02
FEW_TITLES = 10


@dataclass(frozen=True)
class Document:
    """Each title on its own, the question of the entry first: a paraphrase must not make the others longer."""

    titles: list[dict[str, Counter[str]]]
    answer: dict[str, Counter[str]]
    general: bool


@dataclass(frozen=True)
class Asked:
    text: str
    terms: tuple[str, ...]
    concepts: tuple[str, ...]
    grams: tuple[str, ...]

    def words_for(self, field: str) -> tuple[str, ...]:
        if field == GRAMS:
            return self.grams
        return self.concepts if field in CONCEPT_FIELDS else self.terms


@dataclass(frozen=True)
class Analyser:
    thesaurus: Thesaurus
    repeated: frozenset[str] = frozenset()
    own_names: frozenset[str] = frozenset()

    def document(self, entry: Entry) -> Document:
        answer = self.answer(entry)
        said = {ANSWER: _counted(self._terms, answer), ANSWER_CONCEPTS: _counted(self._concepts, answer)}
        return Document([self._title(t) for t in entry.titles], said, entry.general)

    def question(self, sentence: str) -> Asked:
        said = self.thesaurus.concepts_of_question(text.words(sentence))
        words, grams = dict.fromkeys(self._terms(sentence)), dict.fromkeys(text.grams(sentence))
        return Asked(sentence, tuple(words), tuple(said), tuple(grams))

    def answer(self, entry: Entry) -> list[str]:
        return [sentence for sentence in boilerplate.sentences(entry.answer) if sentence not in self.repeated]

    def _title(self, title: str) -> dict[str, Counter[str]]:
        return {
            TITLE: Counter(self._terms(title)),
            TITLE_CONCEPTS: Counter(self._concepts(title)),
            GRAMS: Counter(text.grams(title)),
        }

    def _terms(self, sentence: str) -> list[str]:
        return [term for term in text.terms(sentence) if term not in self.own_names]

    def _concepts(self, sentence: str) -> list[str]:
        return self.thesaurus.concepts_of_entry(text.words(sentence))


def own_names(entries: Sequence[Entry]) -> frozenset[str]:
    """The town's own name, and what else of places stands in so many titles that it tells nothing apart."""
    places = Counter(
        name
        for entry in entries
        for name in {token.term for token in text.tokens(entry.question) if token.kind == text.PLACE}
    )
    return frozenset(name for name, count in places.items() if count > max(FEW_TITLES, len(entries) * OWN_NAME_SHARE))


def _counted(parts, sentences: Sequence[str]) -> Counter[str]:
    return Counter(part for sentence in sentences for part in parts(sentence))
