"""What no answers can ever bring onto a page: the conditions in its way contradict each other, or what is asked.

Each question gets a few answers that can tell its conditions apart (every option; the value compared with, a little more, a
little less); every combination is judged by the one evaluator. Where there are too many combinations nothing is claimed.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise, product
from math import prod
from typing import Any

from .answers import is_shown
from .conditions import Comparison, comparisons
from .definition import Definition
from .definition_checks import conditions_of, dependencies
from .field import Field
from .registry import field_type

MOST_COMBINATIONS = 500
OTHER = "…"
"""Anything no condition names."""


def never_shown(definition: Definition) -> frozenset[str]:
    """Keys of the questions that no answers show."""
    return frozenset().union(*(_Case(definition, needed).hidden() for needed in _cases(definition)))


def _cases(definition: Definition) -> set[frozenset[str]]:
    """For each question with conditions: all the questions, near and far, that decide whether it is shown."""
    graph = dependencies(definition.pages)
    return {_all_needed(graph, key) for key in graph if graph[key]}


def _all_needed(graph: Mapping[str, set[str]], key: str) -> frozenset[str]:
    found: set[str] = set()
    waiting = [key]
    while waiting:
        new = graph[waiting.pop()] - found
        found |= new
        waiting.extend(new)
    return frozenset(found)


class _Case:
    """The questions whose showing depends on `needed` and nothing else."""

    def __init__(self, definition: Definition, needed: frozenset[str]):
        self.definition, self.needed = definition, needed
        graph = dependencies(definition.pages)
        self.fields = [f for f in definition.evaluation_order if f.key in needed or _all_needed(graph, f.key) == needed]
        self.candidates = {key: _candidates(definition, definition.field(key)) for key in needed}

    def hidden(self) -> set[str]:
        unseen = {field.key for field in self.fields} - self.needed
        if prod(map(len, self.candidates.values())) > MOST_COMBINATIONS:
            return set()
        for combination in self._combinations():
            unseen -= self._shown(combination)
            if not unseen:
                break
        return unseen

    def _combinations(self) -> Iterator[dict[str, Any]]:
        for values in product(*self.candidates.values()):
            yield dict(zip(self.candidates, values, strict=True))

    def _shown(self, combination: Mapping[str, Any]) -> set[str]:
        known: dict[str, Any] = {}
        shown: set[str] = set()
        for field in self.fields:
            if is_shown(self.definition, field, known):
                shown.add(field.key)
                if combination.get(field.key) is not None:
                    known[field.key] = combination[field.key]
        return shown


def _candidates(definition: Definition, field: Field) -> list[Any]:
    """Comparables that can tell its conditions apart; None: not answered, where that is allowed."""
    kind = field_type(field.type)
    unanswered = [] if field.required and kind.is_asked and field.disable_when is None else [None]
    compared = list(dict.fromkeys(_compared_with(definition, field)))
    if kind.is_chosen and kind.many:
        return [*unanswered, *_subsets(compared), (OTHER,)]
    if kind.is_chosen:
        chosen = [kind.operand(field, option["value"]) for option in kind.shown_options(field)]
        other = [value for value in chosen if value not in compared][:1]
        return [*unanswered, *(value for value in chosen if value in compared), *other]
    between = [(low + high) / 2 for low, high in pairwise(sorted(compared))] if _are_numbers(compared) else []
    values = dict.fromkeys([*between, *(near for value in compared for near in _around(value))])
    return [*unanswered, *(values or [OTHER])]


def _subsets(values: list[Any]) -> Iterator[tuple[Any, ...]]:
    for size in range(1, len(values) + 1):
        yield from combinations(values, size)


def _compared_with(definition: Definition, field: Field) -> Iterator[Any]:
    yield from _operands(definition, field.key)
    for comparison in _comparisons_on(definition, field.key):
        if comparison.other is not None:
            yield from _operands(definition, comparison.other if comparison.field == field.key else comparison.field)


def _comparisons_on(definition: Definition, key: str) -> Iterator[Comparison]:
    for _path, _page, _owner, condition in conditions_of(definition.pages):
        yield from (each for each in comparisons(condition) if key in (each.field, each.other))


def _operands(definition: Definition, key: str) -> Iterator[Any]:
    for comparison in _comparisons_on(definition, key):
        if comparison.field == key and comparison.operand is not None:
            operand = comparison.operand
            yield from operand if isinstance(operand, tuple) else (operand,)


def _are_numbers(values: list[Any]) -> bool:
    return all(isinstance(value, Decimal) for value in values)


def _around(value: Any) -> Iterator[Any]:
    """A little less, itself, a little more."""
    if isinstance(value, date):
        yield from (value + timedelta(days=days) for days in (-1, 0, 1) if date.min < value < date.max)
    elif isinstance(value, Decimal):
        yield from (value - 1, value, value + 1)
    else:
        yield from ("", value, f"{value}{OTHER}")
