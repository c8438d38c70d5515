"""Ask the questions and answers of the town that is entered, as residents read them now.

Each process holds an index for a town, made when the town is first asked; a folder holds it for all processes, which map its
arrays into memory together. An index may be behind: what it finds is looked up among what is published before anybody reads it.
"""

import fcntl
import logging
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.db.models import F

from chatbot.models import FaqEntry, KnowledgeState
from municipalities.tenancy.context import current_schema
from municipalities.tenancy.queue import enqueue

from . import encoders, index, store
from .encoders import Encoder
from .entry import Entry
from .index import Index
from .letters import search_by_letters
from .search import NOTHING, Result, search

logger = logging.getLogger(__name__)
TOWNS_HELD = 64
READ_AT_ONCE = 10
"""So many changed entries a question waits for, with their vectors; more are the worker's."""
LOOK_AGAIN = 5.0
"""Seconds until a process that answers by words alone looks again whether the worker has the vectors ready."""


@dataclass(frozen=True)
class _Held:
    revision: int
    index: Index
    is_complete: bool
    looked_at: float


_held: OrderedDict[str, _Held] = OrderedDict()
_turns: defaultdict[str, Lock] = defaultdict(Lock)


@dataclass(frozen=True)
class Found:
    """`entry`: as it stands in the working copy; its `current.content` is what residents read. `score`: only to compare."""

    entry: FaqEntry
    score: float


@dataclass(frozen=True)
class Findings:
    """The best first. `belongs`, `certainty`: see search.Result."""

    found: tuple[Found, ...]
    belongs: float
    certainty: float


def find(question: str, *, limit: int = 10) -> Findings:
    """Two statements and a search in memory. What breaks on the way is left out: vectors, then words, then everything but letters."""
    result = _first_that_works(_ranked, _ranked_by_words, _ranked_by_letters)(question, limit)
    entries = FaqEntry.objects.published().filter(slug__in=[each.id for each in result.found])
    readable = {entry.slug: entry for entry in entries.select_related("current", "category", "section")}
    found = tuple(Found(readable[each.id], each.score) for each in result.found if each.id in readable)
    # The first is gone: what was said of its certainty was not said of the second.
    is_first = bool(found) and found[0].entry.slug == result.found[0].id
    return Findings(found, result.belongs, result.certainty if is_first else 0.0)


def current_index() -> Index:
    """What residents of the town may read now, at most with the vectors still to come."""
    schema, revision = current_schema(), KnowledgeState.now()
    held = _held.get(schema)
    if held is None or held.revision != revision or _should_look_again(held):
        held = _renew(schema, revision, held)
    _held.move_to_end(schema)
    return held.index


def refresh() -> Index:
    """Bring the town's index in its folder up to date, with the vectors of everything. The worker's part: it may take a while."""
    schema, encoder = current_schema(), _encoder()
    with _only_process(schema):
        saved = _saved(schema, encoder)
        renewed = _changed(saved, encoder) if saved else index.build(_entries(), encoder=encoder)
        if renewed is not saved:
            _save(renewed, schema)
    return renewed


def forget() -> None:
    """As a process that was just started."""
    _held.clear()


def _renew(schema: str, revision: int, held: _Held | None) -> _Held:
    # Whoever has an older one answers from it while another thread makes the new one.
    if not _turns[schema].acquire(blocking=held is None):
        return held
    try:
        renewed, is_complete = _up_to_date(schema, held)
        _held[schema] = _Held(revision, renewed, is_complete, time.monotonic())
        while len(_held) > TOWNS_HELD:
            _held.popitem(last=False)
        if not is_complete and (held is None or held.revision != revision):
            enqueue("chatbot.refresh_knowledge_task")
        return _held[schema]
    finally:
        _turns[schema].release()


def _up_to_date(schema: str, held: _Held | None) -> tuple[Index, bool]:
    """The index, and whether it has all it can have."""
    encoder = _encoder()
    start = _saved(schema, encoder) or (held.index if held and held.is_complete else None)
    if start is not None:
        put, removed = _changes(start)
        if len(put) <= READ_AT_ONCE:
            return _with(start, put, removed, encoder), True
    waits_for_worker = encoder is not None and bool(settings.KNOWLEDGE_ROOT)
    return index.build(_entries(), encoder=None if waits_for_worker else encoder), not waits_for_worker


def _changed(known: Index, encoder: Encoder | None) -> Index:
    put, removed = _changes(known)
    return _with(known, put, removed, encoder)


def _with(known: Index, put: list[Entry], removed: set[str], encoder: Encoder | None) -> Index:
    return known.with_changes(put, removed, encoder=encoder) if put or removed else known


def _should_look_again(held: _Held) -> bool:
    return not held.is_complete and time.monotonic() - held.looked_at > LOOK_AGAIN


def _changes(known: Index) -> tuple[list[Entry], set[str]]:
    """What has to be read anew, and what is gone. Reads the whole of what changed only."""
    published = dict(_published().values_list("slug", "at"))
    changed = [slug for slug, at in published.items() if known.revisions.get(slug) != _revision(at)]
    return _entries(changed), set(known.ids) - published.keys()


def _published():
    return FaqEntry.objects.published().annotate(at=F("current__at"))


def _entries(slugs: Iterable[str] | None = None) -> list[Entry]:
    published = _published() if slugs is None else _published().filter(slug__in=list(slugs))
    rows = published.order_by("pk").values_list("slug", "current__content", "category__slug", "at")
    return [_entry(*row) for row in rows]


def _entry(slug: str, content: dict, category: str, at) -> Entry:
    return Entry(
        id=slug,
        question=content["question"],
        answer=content["answer"],
        paraphrases=tuple(content["paraphrases"]),
        category=category,
        general=content["is_general"],
        revision=_revision(at),
    )


def _revision(at) -> int:
    # The moment, not the number of a row: a database that was restored gives the same numbers to other contents.
    return int(at.timestamp() * 1_000_000)


def _encoder() -> Encoder | None:
    return encoders.encoder(settings.FAQ_ENCODER)


# --- the folder ------------------------------------------------------------------------------------------------


def _folder(schema: str) -> Path:
    return Path(settings.KNOWLEDGE_ROOT) / schema / settings.FAQ_ENCODER


def _saved(schema: str, encoder: Encoder | None) -> Index | None:
    if not settings.KNOWLEDGE_ROOT:
        return None
    try:
        saved = store.load(_folder(schema))
    except (OSError, ValueError, KeyError):
        logger.warning("the index of %s cannot be read and is made anew", schema)
        return None
    return saved if saved is not None and saved.encoder == (encoder.name if encoder else encoders.NONE) else None


def _save(made: Index, schema: str) -> None:
    if settings.KNOWLEDGE_ROOT:
        store.save(made, _folder(schema))


@contextmanager
def _only_process(schema: str) -> Iterator[None]:
    with _locked(_folder(schema) / "lock") if settings.KNOWLEDGE_ROOT else nullcontext():
        yield


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


# --- step by step down -----------------------------------------------------------------------------------------

Ranking = Callable[[str, int], Result]


def _first_that_works(*rankings: Ranking) -> Ranking:
    def rank(question: str, limit: int) -> Result:
        for ranking in rankings:
            try:
                return ranking(question, limit)
            except Exception as problem:  # an answer by fewer means is better than none
                logger.warning("%s failed: %s", ranking.__name__, type(problem).__name__)
        return NOTHING

    return rank


def _ranked(question: str, limit: int) -> Result:
    # Asked with the encoder the index was made with: a town whose vectors are not ready is asked by words.
    known = current_index()
    return search(known, question, encoder=encoders.encoder(known.encoder), limit=limit)


def _ranked_by_words(question: str, limit: int) -> Result:
    return search(current_index(), question, limit=limit)


def _ranked_by_letters(question: str, limit: int) -> Result:
    return search_by_letters(FaqEntry.objects.published().values_list("slug", "question"), question, limit=limit)
