"""A form's definition: from JSON to frozen objects, or to the list of everything that is wrong with it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from . import conditions
from .definition_checks import cycle_problems, reference_problems, resolve_operands, topological_order, type_problems
from .definition_schema import shape_problems
from .errors import DefinitionError, DefinitionProblem
from .field import FIELD_KEYS, Field, Group, Page
from .registry import field_type

MAX_BYTES = 200_000
MAX_NESTING = 40
MAX_FIELDS = 300


@dataclass(frozen=True)
class Definition:
    title: str
    pages: tuple[Page, ...]
    source: str
    """The JSON it was loaded from."""

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for page in self.pages for field in page.fields)

    @cached_property
    def answerable_fields(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field_type(field.type).takes_answer)

    @cached_property
    def _by_key(self) -> dict[str, Field]:
        return {field.key: field for field in self.fields}

    @cached_property
    def evaluation_order(self) -> tuple[Field, ...]:
        """Every question after those its visibility depends on; else as in the form."""
        return tuple(self._by_key[key] for key in topological_order(self.pages))

    @cached_property
    def groups_of(self) -> dict[str, tuple[Page, Group]]:
        return {field.key: (page, group) for page in self.pages for group in page.groups for field in group.fields}

    def field(self, key: str) -> Field:
        """KeyError where there is none."""
        return self._by_key[key]

    def page(self, key: str) -> Page:
        """KeyError where there is none."""
        for page in self.pages:
            if page.key == key:
                return page
        raise KeyError(key)

    def as_json(self) -> dict[str, Any]:
        return json.loads(self.source)


def load(data: object) -> Definition:
    """Raises DefinitionError with all problems found, for any JSON-like `data` whatever."""
    source = _source(data)
    problems = list(shape_problems(data))
    if problems:
        raise DefinitionError(problems)
    assert isinstance(data, dict)
    pages = tuple(_page(page) for page in data["pages"])
    problems = [*_key_problems(pages), *reference_problems(pages)]
    if problems:
        raise DefinitionError(problems)
    problems = [*type_problems(pages), *cycle_problems(pages)]
    pages, operand_problems = resolve_operands(pages)
    if problems or operand_problems:
        raise DefinitionError([*problems, *operand_problems])
    return Definition(title=data["title"], pages=pages, source=source)


def _source(data: object) -> str:
    try:
        source = json.dumps(data, ensure_ascii=False, allow_nan=False)
        source.encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise DefinitionError([DefinitionProblem("", "shape", {"message": "not JSON"})]) from error
    if len(source) > MAX_BYTES or _nesting(data) > MAX_NESTING:
        raise DefinitionError([DefinitionProblem("", "too_big", {"max": MAX_BYTES})])
    return source


def _nesting(data: object) -> int:
    if isinstance(data, dict):
        return 1 + max(map(_nesting, data.values()), default=0)
    if isinstance(data, list):
        return 1 + max(map(_nesting, data), default=0)
    return 0


def _page(data: Mapping[str, Any]) -> Page:
    groups = tuple(_group(group, data["key"], number) for number, group in enumerate(data["groups"]))
    return Page(key=data["key"], title=data["title"], groups=groups, show_when=_condition(data, "show_when"))


def _group(data: Mapping[str, Any], page_key: str, number: int) -> Group:
    key = data.get("key", f"{page_key}_{number + 1}")
    return Group(
        key=key,
        title=data.get("title", ""),
        description=data.get("description", ""),
        fields=tuple(_field(field, page_key, key) for field in data["fields"]),
        show_when=_condition(data, "show_when"),
    )


def _field(data: Mapping[str, Any], page_key: str, group_key: str) -> Field:
    return Field(
        key=data["key"],
        type=data["type"],
        label=data["label"],
        page_key=page_key,
        group_key=group_key,
        help=data.get("help", ""),
        example=data.get("example", ""),
        required=data.get("required", False),
        show_when=_condition(data, "show_when"),
        require_when=_condition(data, "require_when"),
        personal=data.get("personal"),
        options={name: value for name, value in data.items() if name not in FIELD_KEYS},
    )


def _condition(data: Mapping[str, Any], name: str) -> conditions.Condition | None:
    return conditions.parse(data[name]) if data.get(name) else None


def _key_problems(pages: tuple[Page, ...]) -> Iterator[DefinitionProblem]:
    fields = [field for page in pages for field in page.fields]
    if len(fields) > MAX_FIELDS:
        yield DefinitionProblem("pages", "too_many_fields", {"max": MAX_FIELDS})
    for kind, keys in (
        ("page", [page.key for page in pages]),
        ("group", [group.key for page in pages for group in page.groups]),
        ("field", [field.key for field in fields]),
    ):
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield DefinitionProblem(key, "duplicate_key", {"kind": kind, "key": key})
