"""What an entry does for the questions of a topic: the log asked again, of the index residents have and of one with the working copy."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chatbot.dialogue.skills.faq import ALWAYS_OFFERED
from chatbot.dialogue.skills.faq_search import answered_by, is_word_for_word, stands_out, titles_of
from chatbot.knowledge.current import current_index
from chatbot.knowledge.encoders import Encoder, encoder
from chatbot.knowledge.entry import Entry
from chatbot.knowledge.index import Index
from chatbot.knowledge.reach import remembering
from chatbot.knowledge.search import search
from chatbot.models import Answered, AskedQuestion, FaqEntry

from .topics import words_of

MOST_TRIED = 100


@dataclass(frozen=True)
class Counts:
    """How many questions reach the entry alone, among those offered, or not at all."""

    alone: int = 0
    offered: int = 0
    nothing: int = 0

    @property
    def total(self) -> int:
        return self.alone + self.offered + self.nothing


@dataclass(frozen=True)
class Effect:
    """`asked`: as the log has it; `now`: what residents read; `after`: once the working copy is published, None where it is."""

    asked: Counts
    now: Counts
    after: Counts | None


def effect(entry: FaqEntry, asked: Sequence[AskedQuestion]) -> Effect:
    """`asked`: with texts; the first MOST_TRIED are tried. Nothing is written."""
    tried = [question for question in asked if question.text][:MOST_TRIED]
    words = [words_of(question.text) for question in tried]
    index, published = current_index(), entry.current.content if entry.current else None
    with_encoder = remembering(encoder(index.encoder))
    now = _Reading(index, entry.slug, titles_of(published) if published else [], with_encoder)
    after = None
    if published is None or entry.has_unpublished_changes:
        changed = index.with_changes([_written(entry)], encoder=with_encoder)
        after = _Reading(changed, entry.slug, titles_of(entry.content()), with_encoder).counts(words)
    return Effect(_logged(tried, entry.slug), now.counts(words), after)


@dataclass(frozen=True)
class _Reading:
    """An index to ask, and in which words the entry stands in it."""

    index: Index
    slug: str
    titles: list[str]
    with_encoder: Encoder | None

    def counts(self, words: Sequence[str]) -> Counts:
        return _counted(map(self.reached, words))

    def reached(self, words: str) -> Answered:
        result = search(self.index, words, encoder=self.with_encoder, limit=ALWAYS_OFFERED)
        answered, found = answered_by(result), [each.id for each in result.found]
        if is_word_for_word(words, self.titles):
            own = sum(each.score for each in result.found if each.id == self.slug)
            others = [each.score for each in result.found if each.id != self.slug]
            return Answered.ALONE if stands_out(own, others) else Answered.OFFERED
        if answered == Answered.ALONE:
            return Answered.ALONE if found[0] == self.slug else Answered.NOTHING
        return Answered.OFFERED if answered == Answered.OFFERED and self.slug in found else Answered.NOTHING


def _logged(tried: Sequence[AskedQuestion], slug: str) -> Counts:
    return _counted(_told(each, slug) for each in tried)


def _told(question: AskedQuestion, slug: str) -> Answered:
    if question.answered == Answered.ALONE and question.read == slug:
        return Answered.ALONE
    return Answered.OFFERED if slug in (*question.shown, question.read) else Answered.NOTHING


def _counted(reached: Iterable[Answered]) -> Counts:
    counts = Counter(reached)
    return Counts(counts[Answered.ALONE], counts[Answered.OFFERED], counts[Answered.NOTHING])


def _written(entry: FaqEntry) -> Entry:
    return Entry(
        id=entry.slug,
        question=entry.question,
        answer=entry.answer,
        paraphrases=tuple(entry.paraphrases),
        category=entry.category.slug,
        general=entry.is_general,
    )
