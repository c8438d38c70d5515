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


def conditions_of(pages: Pages) -> Iterator[tuple[Page, Owner, str, Condition]]:
    """Every condition with the page it stands on, its owner and its name."""
    for page in pages:
        owners: list[Owner] = [page]
        for group in page.groups:
            owners += [group, *group.fields]
        for owner in owners:
            for name in ("show_when", "require_when"):
                condition = getattr(owner, name, None)
                if condition is not None:
                    yield page, owner, name, condition


def reference_problems(pages: Pages) -> Iterator[DefinitionProblem]:
    position = {page.key: number for number, page in enumerate(pages)}
    fields = {field.key: field for page in pages for field in page.fields}
    for page, owner, name, condition in conditions_of(pages):
        for key in sorted(fields_of(condition)):
            path = f"{owner.key}/{name}"
            if key not in fields:
                yield DefinitionProblem(path, "unknown_field", {"field": key})
            elif not field_type(fields[key].type).takes_answer:
                yield DefinitionProblem(path, "field_without_answer", {"field": key})
            elif position[fields[key].page_key] > position[page.key]:
                yield DefinitionProblem(path, "later_field", {"field": key})


def type_problems(pages: Pages) -> Iterator[DefinitionProblem]:
    for page in pages:
        for field in page.fields:
            for option, code, params in field_type(field.type).check(field):
                yield DefinitionProblem(f"{field.key}/{option}", code, params)


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
    try:
        topological_order(pages)
    except CycleError as error:
        yield DefinitionProblem("/".join(error.args[1]), "cycle", {"fields": list(dict.fromkeys(error.args[1]))})
    for page, owner, name, condition in conditions_of(pages):
        if name == "require_when" and owner.key in fields_of(condition):
            yield DefinitionProblem(f"{page.key}/{owner.key}/{name}", "cycle", {"fields": [owner.key]})


def topological_order(pages: Pages) -> list[str]:
    """Raises graphlib.CycleError."""
    return list(TopologicalSorter(dependencies(pages)).static_order())


def resolve_operands(pages: Pages) -> tuple[Pages, list[DefinitionProblem]]:
    """The same pages with every operand as its field's type compares it (Decimal, date, …)."""
    resolver = _Resolver({field.key: field for page in pages for field in page.fields})
    return tuple(resolver.page(page) for page in pages), resolver.problems


class _Resolver:
    def __init__(self, fields: dict[str, Field]):
        self.fields = fields
        self.problems: list[DefinitionProblem] = []

    def page(self, page: Page) -> Page:
        groups = tuple(self.group(group) for group in page.groups)
        return replace(page, groups=groups, show_when=self.condition(page.show_when, page.key))

    def group(self, group: Group) -> Group:
        fields = tuple(
            replace(
                field,
                show_when=self.condition(field.show_when, field.key),
                require_when=self.condition(field.require_when, field.key),
            )
            for field in group.fields
        )
        return replace(group, fields=fields, show_when=self.condition(group.show_when, group.key))

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
        if listed != isinstance(comparison.operand, tuple):
            self.problems.append(DefinitionProblem(path, "operand", {"field": field.key}))
            return comparison
        try:
            operands = comparison.operand if listed else (comparison.operand,)
            values = tuple(kind.operand(field, value) for value in operands)
        except (ValueError, TypeError):
            self.problems.append(DefinitionProblem(path, "operand", {"field": field.key}))
            return comparison
        return replace(comparison, operand=values if listed else values[0])
