"""Entries that answer nearly the same question as the one that is being written."""

from collections.abc import Iterator
from dataclasses import dataclass

from chatbot.models import FaqEntry, FaqState

from .current import find
from .letters import likeness

SHOWN = 3
ALIKE, ALIKE_AND_FIRST = 0.85, 0.6
"""Letter by letter, for any entry and for the one that the search finds first. Of the 200 entries that ship, each another
question, the nearest two reach 0.8, by the words 「どこに相談すればよいですか」. A hint to look: nothing is refused for it."""
NEAR = 0.25
"""What the search finds behind the first and shares less than this is about something else."""
MOST_UNPUBLISHED = 500


@dataclass(frozen=True)
class Neighbour:
    """`title`: which of its wordings is nearest. `is_alike`: very likely the same question."""

    entry: FaqEntry
    title: str
    is_alike: bool


def neighbours(question: str, *, other_than: FaqEntry | None = None) -> list[Neighbour]:
    """What residents would find first for these words, and what is being written elsewhere in nearly the same ones."""
    if not question.strip():
        return []
    own = other_than.pk if other_than else None
    others = [each.entry for each in find(question).found if each.entry.pk != own]
    read = [
        _neighbour(question, entry, _titles(entry.current.content), ALIKE if place else ALIKE_AND_FIRST)
        for place, entry in enumerate(others)
    ]
    near = [each for place, each in enumerate(read) if not place or likeness(question, each.title) >= NEAR]
    written = [each for each in _unpublished(question) if each.is_alike and each.entry.pk != own]
    return sorted([*near, *written], key=lambda each: not each.is_alike)[:SHOWN]


def _unpublished(question: str) -> Iterator[Neighbour]:
    rows = FaqEntry.objects.filter(current=None).exclude(state=FaqState.RETIRED).select_related("section", "category")
    for entry in rows.order_by("-id")[:MOST_UNPUBLISHED]:
        yield _neighbour(question, entry, [entry.question, *entry.paraphrases], ALIKE_AND_FIRST)


def _titles(content: dict) -> list[str]:
    return [content["question"], *content["paraphrases"]]


def _neighbour(question: str, entry: FaqEntry, titles: list[str], least: float) -> Neighbour:
    nearest = max(titles, key=lambda title: likeness(question, title))
    return Neighbour(entry, nearest, likeness(question, nearest) >= least)
