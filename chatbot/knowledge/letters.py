"""The last resort of the search: questions that share pairs of letters. It needs no dictionary, no index and no weights."""

from collections.abc import Iterable

from . import text
from .search import FOREIGN, Found, Result


def search_by_letters(questions: Iterable[tuple[str, str]], asked: str, *, limit: int) -> Result:
    """`questions`: (id, question). How sure an answer is, nobody can tell from letters."""
    wanted = _pairs(asked)
    scored = [Found(id, _likeness(wanted, _pairs(question))) for id, question in questions]
    best = sorted((each for each in scored if each.score), key=lambda each: -each.score)
    return Result(tuple(best[:limit]), *FOREIGN)


def likeness(one: str, other: str) -> float:
    """1 for the same letters, 0 where no pair of letters is shared."""
    return 2 * _likeness(_pairs(one), _pairs(other))


def _pairs(sentence: str) -> set[str]:
    letters = text.to_hiragana(text.normalise(sentence)).replace(" ", "")
    return {letters[place : place + 2] for place in range(len(letters) - 1)}


def _likeness(asked: set[str], question: set[str]) -> float:
    return len(asked & question) / (len(asked) + len(question)) if asked and question else 0.0
