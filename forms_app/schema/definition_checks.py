"""What JSON Schema cannot say about a definition: references, circles, operands, options that contradict each other."""

from collections.abc import Iterator
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from . import formula
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
    """Every condition with its place, the page it stands on and its owner; those within rows are row_problems' affair."""
    for path, page, owner in places(pages):
        for name in ("show_when", "require_when", "disable_when", "refuse_when"):
            condition = getattr(owner, name, None)
            if condition is not None:
                yield f"{path}/{name}", page, owner, condition
        if isinstance(owner, Field):
            for number, option in enumerate(owner.options.get("options", [])):
                if option["value"] in owner.option_conditions:
                    condition = owner.option_conditions[option["value"]]
                    yield f"{path}/options/{number}/show_when", page, owner, condition


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
    for path, page, read in _readers(pages):
        for key in sorted(read):
            if key not in fields:
                yield DefinitionProblem(path, "unknown_field", {"field": key})
            elif not field_type(fields[key].type).takes_answer:
                yield DefinitionProblem(path, "field_without_answer", {"field": key})
            elif position[fields[key].page_key] > position[page.key]:
                yield DefinitionProblem(path, "later_field", {"field": key})


def _readers(pages: Pages) -> Iterator[tuple[str, Page, frozenset[str]]]:
    """Everything that reads answers of other questions: place, page, keys."""
    for path, page, _owner, condition in conditions_of(pages):
        yield path, page, fields_of(condition)
    for path, page, owner in places(pages):
        if isinstance(owner, Field) and field_type(owner.type).is_computed:
            yield f"{path}/formula", page, field_type(owner.type).reads(owner)


def row_problems(pages: Pages) -> Iterator[DefinitionProblem]:
    """Within a row, keys are unique and conditions read what stands before them in the row."""
    for path, _page, owner in places(pages):
        seen: set[str] = set()
        for number, question in enumerate(getattr(owner, "row_fields", ())):
            place = f"{path}/fields/{number}"
            if question.key in seen:
                yield DefinitionProblem(f"{place}/key", "duplicate_key", {"kind": "field", "key": question.key})
            if question.refuse_when is not None:
                yield DefinitionProblem(f"{place}/refuse_when", "outside_row", {"field": question.key})
            for name in ("show_when", "require_when", "disable_when"):
                for key in sorted(fields_of(getattr(question, name)) - seen):
                    yield DefinitionProblem(f"{place}/{name}", "outside_row", {"field": key})
            if question.profile:
                yield DefinitionProblem(f"{place}/profile", "profile_in_row", {"field": question.key})
            if question.option_conditions:
                yield DefinitionProblem(f"{place}/options", "outside_row", {"field": question.key})
            seen.add(question.key)


def formula_problems(pages: Pages) -> Iterator[DefinitionProblem]:
    """Formulas whose parts do not fit together; what cannot be read at all is the type's own affair."""
    kinds = _formula_kinds(pages)
    for path, _page, owner in places(pages):
        if isinstance(owner, Field) and field_type(owner.type).is_computed:
            try:
                kind = formula.kind_of(formula.parse(owner.options["formula"]), kinds)
            except formula.FormulaError as error:
                if error.code in ("formula_name", "formula_kind", "formula_arguments"):
                    yield DefinitionProblem(f"{path}/formula", error.code, {"near": error.near})
            else:
                if kind != "number":
                    yield DefinitionProblem(f"{path}/formula", "formula_kind", {"near": ""})


def _formula_kinds(pages: Pages) -> dict[str, str]:
    fields = [field for page in pages for field in page.fields]
    kinds = {field.key: field_type(field.type).compares_as for field in fields}
    rows = {
        f"{field.key}.{question.key}": "numbers"
        for field in fields
        for question in field.row_fields
        if field_type(question.type).compares_as == "number"
    }
    return {name: kind for name, kind in (kinds | rows).items() if kind in ("number", "date", "numbers")}


def type_problems(pages: Pages) -> Iterator[DefinitionProblem]:
    for path, _page, owner in places(pages):
        if isinstance(owner, Field):
            for option, code, params in field_type(owner.type).check(owner):
                yield DefinitionProblem(f"{path}/{option}", code, params)


def dependencies(pages: Pages) -> dict[str, set[str]]:
    """Field → the fields that must be known before it, through its own conditions, its group's and its page's."""
    graph: dict[str, set[str]] = {}
    for page in pages:
        for group in page.groups:
            outer = fields_of(page.show_when) | fields_of(group.show_when)
            for field in group.fields:
                graph[field.key] = set(outer | _needed(field))
    return graph


def _needed(field: Field) -> frozenset[str]:
    """What must be known before this question: whether it is shown, can be answered, what it offers, what it calculates."""
    offers = frozenset().union(*(fields_of(condition) for condition in field.option_conditions.values()))
    return fields_of(field.show_when) | fields_of(field.disable_when) | offers | field_type(field.type).reads(field)


def cycle_problems(pages: Pages) -> Iterator[DefinitionProblem]:
    place_of = {owner.key: path for path, _page, owner in places(pages) if isinstance(owner, Field)}
    try:
        topological_order(pages)
    except CycleError as error:
        circle = list(dict.fromkeys(error.args[1]))
        yield DefinitionProblem(place_of[circle[0]], "cycle", {"fields": circle})
    for path, _page, owner, condition in conditions_of(pages):
        if path.endswith("/require_when") and isinstance(owner, Field) and owner.key in fields_of(condition):
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
            disable_when=self.condition(field.disable_when, f"{path}/disable_when"),
            refuse_when=self.condition(field.refuse_when, f"{path}/refuse_when"),
            option_conditions={
                value: self.condition(condition, f"{path}/options") or condition
                for value, condition in field.option_conditions.items()
            },
            row_fields=self.rows(field, path),
        )

    def rows(self, field: Field, path: str) -> tuple[Field, ...]:
        inner = _Resolver({question.key: question for question in field.row_fields})
        resolved = tuple(inner.field(q, f"{path}/fields/{number}") for number, q in enumerate(field.row_fields))
        self.problems += inner.problems
        return resolved

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
        if comparison.other is not None:
            return self.with_other(comparison, path)
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

    def with_other(self, comparison: Comparison, path: str) -> Comparison:
        keys = (comparison.field, str(comparison.other))
        kinds = [field_type(self.fields[key].type).compares_as for key in keys]
        if kinds[0] != kinds[1] or not kinds[0]:
            self.problems.append(DefinitionProblem(path, "operand", {"field": comparison.field}))
        return comparison
