"""What an entry does for the questions of a topic: the log asked again, of the index residents have and of one with the working copy."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.dialogue.skills.faq import ALWAYS_OFFERED
from chatbot.dialogue.skills.faq_search import answered_by
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
    index = current_index()
    with_encoder = remembering(encoder(index.encoder))
    after = None
    if entry.current_id is None or entry.has_unpublished_changes:
        after = _counts(index.with_changes([_written(entry)], encoder=with_encoder), words, entry.slug, with_encoder)
    return Effect(_logged(tried, entry.slug), _counts(index, words, entry.slug, with_encoder), after)


def _logged(tried: Sequence[AskedQuestion], slug: str) -> Counts:
    return _counted(
        Answered.ALONE if (each.answered, each.read) == (Answered.ALONE, slug)
        else Answered.OFFERED if slug in (*each.shown, each.read) else Answered.NOTHING
        for each in tried
    )  # fmt: skip


def _counts(index: Index, words: Sequence[str], slug: str, with_encoder: Encoder | None) -> Counts:
    return _counted(_reached(index, each, slug, with_encoder) for each in words)


def _reached(index: Index, words: str, slug: str, with_encoder: Encoder | None) -> Answered:
    result = search(index, words, encoder=with_encoder, limit=ALWAYS_OFFERED)
    answered, found = answered_by(result), [each.id for each in result.found]
    if answered == Answered.ALONE:
        return Answered.ALONE if found[0] == slug else Answered.NOTHING
    return Answered.OFFERED if answered == Answered.OFFERED and slug in found else Answered.NOTHING


def _counted(reached) -> Counts:
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
