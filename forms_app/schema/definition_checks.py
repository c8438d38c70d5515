"""What JSON Schema cannot say about a definition: references, circles, operands, options that contradict each other."""

from collections.abc import Iterator
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from .conditions import PRESENCE, All, AnyOf, Comparison, Condition, Not, fields_of
from .errors import DefinitionProblem
from .field import Field, Group, Page
from .registry import field_type

Pages = tuple[Page, ...]
Owner = Page | Group | Field
MAX_FIELDS = 300
# What the page of a form posts besides the answers.
RESERVED_KEYS = frozenset({"action", "csrfmiddlewaretoken"})


def places(pages: Pages) -> Iterator[tuple[str, Page, Owner]]:
    """Every page, group and question with its place in the JSON and the page it stands on."""
    for p, page in enumerate(pages):
        yield f"pages/{p}", page, page
        for g, group in enumerate(page.groups):
            yield f"pages/{p}/groups/{g}", page, group
            for f, field in enumerate(group.fields):
                yield f"pages/{p}/groups/{g}/fields/{f}", page, field


def conditions_of(pages: Pages) -> Iterator[tuple[str, Page, Owner, Condition]]:
    """Every condition with its place, the page it stands on and its owner."""
    for path, page, owner in places(pages):
        for name in ("show_when", "require_when"):
            condition = getattr(owner, name, None)
            if condition is not None:
                yield f"{path}/{name}", page, owner, condition


def key_problems(pages: Pages) -> Iterator[DefinitionProblem]:
    seen: set[tuple[str, str]] = set()
    for path, _page, owner in places(pages):
        kind = type(owner).__name__.lower()
        if (kind, owner.key) in seen:
            yield DefinitionProblem(f"{path}/key", "duplicate_key", {"kind": kind, "key": owner.key})
        seen.add((kind, owner.key))
        if kind == "field" and owner.key in RESERVED_KEYS:
            yield DefinitionProblem(f"{path}/key", "reserved_key", {"key": owner.key})
    if sum(kind == "field" for kind, _key in seen) > MAX_FIELDS:
        yield DefinitionProblem("pages", "too_many_fields", {"max": MAX_FIELDS})


def reference_problems(pages: Pages) -> Iterator[DefinitionProblem]:
    position = {page.key: number for number, page in enumerate(pages)}
    fields = {field.key: field for page in pages for field in page.fields}
    for path, page, _owner, condition in conditions_of(pages):
        for key in sorted(fields_of(condition)):
            if key not in fields:
                yield DefinitionProblem(path, "unknown_field", {"field": key})
            elif not field_type(fields[key].type).takes_answer:
                yield DefinitionProblem(path, "field_without_answer", {"field": key})
            elif position[fields[key].page_key] > position[page.key]:
                yield DefinitionProblem(path, "later_field", {"field": key})


def type_problems(pages: Pages) -> Iterator[DefinitionProblem]:
    for path, _page, owner in places(pages):
        if isinstance(owner, Field):
            for option, code, params in field_type(owner.type).check(owner):
                yield DefinitionProblem(f"{path}/{option}", code, params)


def dependencies(pages: Pages) -> dict[str, set[str]]:
    """Field → the fields its visibility depends on, through its own condition, its group's and its page's."""
    graph: dict[str, set[str]] = {}
    for page in pages:
        for group in page.groups:
            outer = fields_of(page.show_when) | fields_of(group.show_when)
            for field in group.fields:
                graph[field.key] = set(outer | fields_of(field.show_when))
    return graph


def cycle_problems(pages: Pages) -> Iterator[DefinitionProblem]:
    place_of = {owner.key: path for path, _page, owner in places(pages) if isinstance(owner, Field)}
    try:
        topological_order(pages)
    except CycleError as error:
        circle = list(dict.fromkeys(error.args[1]))
        yield DefinitionProblem(place_of[circle[0]], "cycle", {"fields": circle})
    for path, _page, owner, condition in conditions_of(pages):
        if path.endswith("/require_when") and owner.key in fields_of(condition):
            yield DefinitionProblem(path, "cycle", {"fields": [owner.key]})


def topological_order(pages: Pages) -> list[str]:
    """Raises graphlib.CycleError."""
    graph = dependencies(pages)
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for key in graph:  # all of them first, in the order of the form: sets have an order of their own in each process
        sorter.add(key)
    for key, needed in graph.items():
        sorter.add(key, *sorted(needed))
    return list(sorter.static_order())


def resolve_operands(pages: Pages) -> tuple[Pages, list[DefinitionProblem]]:
    """The same pages with every operand as its field's type compares it (Decimal, date, …)."""
    resolver = _Resolver({field.key: field for page in pages for field in page.fields})
    return tuple(resolver.page(page, f"pages/{number}") for number, page in enumerate(pages)), resolver.problems


class _Resolver:
    def __init__(self, fields: dict[str, Field]):
        self.fields = fields
        self.problems: list[DefinitionProblem] = []

    def page(self, page: Page, path: str) -> Page:
        groups = tuple(self.group(group, f"{path}/groups/{number}") for number, group in enumerate(page.groups))
        return replace(page, groups=groups, show_when=self.condition(page.show_when, f"{path}/show_when"))

    def group(self, group: Group, path: str) -> Group:
        fields = tuple(self.field(field, f"{path}/fields/{number}") for number, field in enumerate(group.fields))
        return replace(group, fields=fields, show_when=self.condition(group.show_when, f"{path}/show_when"))

    def field(self, field: Field, path: str) -> Field:
        return replace(
            field,
            show_when=self.condition(field.show_when, f"{path}/show_when"),
            require_when=self.condition(field.require_when, f"{path}/require_when"),
        )

    def condition(self, condition: Condition | None, path: str) -> Condition | None:
        match condition:
            case All(parts):
                return All(tuple(c for part in parts if (c := self.condition(part, path))))
            case AnyOf(parts):
                return AnyOf(tuple(c for part in parts if (c := self.condition(part, path))))
            case Not(inner):
                resolved = self.condition(inner, path)
                return Not(resolved) if resolved else None
            case Comparison():
                return self.comparison(condition, path)
        return None

    def comparison(self, comparison: Comparison, path: str) -> Comparison:
        kind, field = field_type(self.fields[comparison.field].type), self.fields[comparison.field]
        if comparison.operator not in kind.operators:
            self.problems.append(
                DefinitionProblem(path, "operator", {"operator": comparison.operator, "field": field.key})
            )
            return comparison
        if comparison.operator in PRESENCE:
            return replace(comparison, operand=None)
        listed = comparison.operator in {"in", "not_in"}
        operands = comparison.operand if listed else (comparison.operand,)
        try:
            if not isinstance(operands, tuple) or not operands:
                raise ValueError(operands)
            values = tuple(kind.operand(field, value) for value in operands)
        except (ValueError, TypeError):
            self.problems.append(DefinitionProblem(path, "operand", {"field": field.key}))
            return comparison
        return replace(comparison, operand=values if listed else values[0])
