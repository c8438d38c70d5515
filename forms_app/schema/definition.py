"""A form's definition: from JSON to frozen objects, or to the list of everything that is wrong with it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from functools import cached_property, lru_cache
from typing import Any

from . import conditions
from .definition_checks import (
    cycle_problems,
    formula_problems,
    key_problems,
    reference_problems,
    resolve_operands,
    row_problems,
    topological_order,
    type_problems,
)
from .definition_schema import shape_problems
from .errors import DefinitionError, DefinitionProblem
from .field import FIELD_KEYS, Field, Group, Page
from .plain_json import plain_json
from .registry import field_type
from .texts import translation_problems


@dataclass(frozen=True)
class Definition:
    title: str
    pages: tuple[Page, ...]
    source: str
    """The JSON it was loaded from."""
    guide: Mapping[str, str] = attribute(default_factory=dict)
    """In another language than Japanese: what the procedure says of itself (texts.GUIDE)."""

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
        """Every question after those its visibility depends on; the same order in every process."""
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
    """Raises DefinitionError with all problems found, and nothing else, whatever `data` is."""
    return _loaded(json.dumps(plain_json(data), ensure_ascii=False))


@lru_cache(maxsize=64)
def _loaded(source: str) -> Definition:
    """The same text is the same definition: an editor, a publication and 42 towns ask for it again and again."""
    whole = json.loads(source)
    _refuse(shape_problems(whole))
    pages = tuple(_page(page) for page in whole["pages"])
    _refuse([*key_problems(pages), *reference_problems(pages), *row_problems(pages)])
    resolved, operand_problems = resolve_operands(pages)
    _refuse([*type_problems(pages), *formula_problems(pages), *cycle_problems(pages), *operand_problems])
    _refuse(translation_problems(whole))
    return Definition(title=whole["title"], pages=resolved, source=source)


def built(whole: Mapping[str, Any], *, source: str, guide: Mapping[str, str]) -> Definition:
    """Of JSON that was judged before."""
    pages, _problems = resolve_operands(tuple(_page(page) for page in whole["pages"]))
    return Definition(title=whole["title"], pages=pages, source=source, guide=guide)


def _refuse(found: Iterable[DefinitionProblem]) -> None:
    if problems := list(found):
        raise DefinitionError(problems)


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
        disable_when=_condition(data, "disable_when"),
        refuse_when=_condition(data, "refuse_when"),
        refuse_message=data.get("refuse_message", ""),
        refuse_stops=data.get("refuse_stops", False),
        personal=data.get("personal"),
        profile=data.get("profile", ""),
        options={name: value for name, value in data.items() if name not in FIELD_KEYS},
        option_conditions=_option_conditions(data),
        row_fields=tuple(_field(row, page_key, group_key) for row in data.get("fields", [])),
    )


def _option_conditions(data: Mapping[str, Any]) -> dict[str, conditions.Condition]:
    options = (option for option in data.get("options", []) if option.get("show_when"))
    return {option["value"]: conditions.parse(option["show_when"]) for option in options}


def _condition(data: Mapping[str, Any], name: str) -> conditions.Condition | None:
    return conditions.parse(data[name]) if data.get(name) else None
