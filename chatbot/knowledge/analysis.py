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

    def document(self, entry: Entry) -> Document:
        answer = self.answer(entry)
        said = {ANSWER: _counted(text.terms, answer), ANSWER_CONCEPTS: _counted(self._concepts, answer)}
        return Document([self._title(t) for t in entry.titles], said, entry.general)

    def question(self, sentence: str) -> Asked:
        said = self.thesaurus.concepts_of_question(text.words(sentence))
        words, grams = dict.fromkeys(text.terms(sentence)), dict.fromkeys(text.grams(sentence))
        return Asked(sentence, tuple(words), tuple(said), tuple(grams))

    def answer(self, entry: Entry) -> list[str]:
        return [sentence for sentence in boilerplate.sentences(entry.answer) if sentence not in self.repeated]

    def _title(self, title: str) -> dict[str, Counter[str]]:
        return {
            TITLE: Counter(text.terms(title)),
            TITLE_CONCEPTS: Counter(self._concepts(title)),
            GRAMS: Counter(text.grams(title)),
        }

    def _concepts(self, sentence: str) -> list[str]:
        return self.thesaurus.concepts_of_entry(text.words(sentence))


def _counted(parts, sentences: Sequence[str]) -> Counter[str]:
    return Counter(part for sentence in sentences for part in parts(sentence))
