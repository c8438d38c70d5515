"""Questions and definitions for tests of the kernel: the shortest that load, through the door everything takes."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from forms_app.schema.definition import Definition, load
from forms_app.schema.errors import AnswerError, DefinitionError
from forms_app.schema.field import Field
from forms_app.schema.registry import FIELD_TYPES, field_type

TODAY = date(2026, 11, 23)
FRUIT = [
    {"value": "apple", "label": "りんご"},
    {"value": "pear", "label": "なし"},
    {"value": "fig", "label": "いちじく"},
]
NEEDED = {
    "choice": {"options": FRUIT},
    "choices": {"options": FRUIT},
    "calculated": {"formula": "1 + 1"},
    "repeat": {"fields": [{"key": "item", "type": "text", "label": "品名"}]},
    "document": {"text": "飼い主の約束"},
    "hidden": {"parameter": "from", "allowed": ["leaflet", "広報 11月号"]},
}
"""Options a type cannot do without."""


def _sample_options(type: str) -> dict[str, Any]:
    """Those a type names itself and cannot do without."""
    kind = FIELD_TYPES.get(type)
    return {name: kind.sample[0][name] for name in kind.required_options if name in kind.sample[0]} if kind else {}


def field_json(type: str, key: str = "q", **facts: Any) -> dict[str, Any]:
    return {"key": key, "type": type, "label": "質問", **deepcopy(NEEDED.get(type) or _sample_options(type)), **facts}


def form_json(*pages: list[dict[str, Any]]) -> dict[str, Any]:
    """A page for each list of questions: p0, p1, …"""
    return {
        "schema_version": 1,
        "title": "申請",
        "pages": [
            {"key": f"p{n}", "title": f"ページ{n}", "groups": [{"fields": fields}]} for n, fields in enumerate(pages)
        ],
    }


def form(*pages: list[dict[str, Any]]) -> Definition:
    return load(form_json(*pages))


def question(type: str, **facts: Any) -> Field:
    return form([field_json(type, **facts)]).field("q")


def clean(type: str, raw: object, **options: Any) -> object:
    return field_type(type).clean(question(type, **options), raw, today=TODAY)


def refusal(type: str, raw: object, **options: Any) -> tuple[str, str | None, dict[str, Any]]:
    """Code, part and parameters."""
    with pytest.raises(AnswerError) as refused:
        clean(type, raw, **options)
    return refused.value.code, refused.value.part, refused.value.params


def display(type: str, value: object, **options: Any) -> str:
    return field_type(type).display(question(type, **options), value)


def problems(data: object) -> list[tuple[str, str]]:
    """(place, code) of each."""
    with pytest.raises(DefinitionError) as refused:
        load(data)
    return [(problem.path, problem.code) for problem in refused.value.problems]


def field_problems(type: str, **facts: Any) -> list[tuple[str, str]]:
    """As `problems`, of one question, from the question on."""
    found = problems(form_json([field_json(type, **facts)]))
    return [(path.removeprefix("pages/0/groups/0/fields/0").lstrip("/"), code) for path, code in found]


def comparison(field: str, operator: str, value: object = None) -> dict[str, Any]:
    condition = {"field": field, "operator": operator}
    return condition if value is None else {**condition, "value": value}


class Hours:
    """A provider of slots: the morning is free."""

    def find(self, ref: str) -> object | None:
        return ref if ref == "morning" else None

    def label(self, ref: str) -> str:
        return {"morning": "12月1日（火）午前"}.get(ref, "取り消された枠")
