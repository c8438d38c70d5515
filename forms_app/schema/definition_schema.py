"""The published JSON Schema of a definition (draft 2020-12), composed from the registry, and what it finds."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator

from .conditions import CONDITION_SCHEMA, MAX_DEPTH, depth
from .errors import DefinitionProblem
from .registry import FIELD_TYPES

SCHEMA_VERSION = 1
KEY = {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,39}$"}
MOST_PROBLEMS = 50


@lru_cache(maxsize=1)
def definition_json_schema() -> dict[str, Any]:
    condition = {"$ref": "#/$defs/condition"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Form definition of the municipal portal",
        "type": "object",
        "required": ["schema_version", "title", "pages"],
        "additionalProperties": False,
        "properties": {
            "schema_version": {"const": SCHEMA_VERSION},
            "title": {"type": "string", "minLength": 1, "maxLength": 100},
            "pages": {"type": "array", "minItems": 1, "maxItems": 50, "items": {"$ref": "#/$defs/page"}},
        },
        "$defs": {
            "condition": CONDITION_SCHEMA,
            "page": {
                "type": "object",
                "required": ["key", "title", "groups"],
                "additionalProperties": False,
                "properties": {
                    "key": KEY,
                    "title": {"type": "string", "minLength": 1, "maxLength": 100},
                    "show_when": condition,
                    "groups": {"type": "array", "minItems": 1, "maxItems": 50, "items": {"$ref": "#/$defs/group"}},
                },
            },
            "group": {
                "type": "object",
                "required": ["fields"],
                "additionalProperties": False,
                "properties": {
                    "key": KEY,
                    "title": {"type": "string", "maxLength": 100},
                    "description": {"type": "string", "maxLength": 2000},
                    "show_when": condition,
                    "fields": {"type": "array", "minItems": 1, "maxItems": 100, "items": {"$ref": "#/$defs/field"}},
                },
            },
            "field": _field_schema(condition),
        },
    }


def _field_schema(condition: dict[str, Any]) -> dict[str, Any]:
    common = {
        "key": KEY,
        "type": {"enum": list(FIELD_TYPES)},
        "label": {"type": "string", "minLength": 1, "maxLength": 200},
        "help": {"type": "string", "maxLength": 1000},
        "example": {"type": "string", "maxLength": 200},
        "required": {"type": "boolean"},
        "personal": {"type": "boolean"},
        "show_when": condition,
        "require_when": condition,
    }
    return {
        "type": "object",
        "required": ["key", "type", "label"],
        "properties": common,
        "allOf": [
            {
                "if": {"required": ["type"], "properties": {"type": {"const": name}}},
                "then": {
                    "required": list(kind.required_options),
                    "properties": {**dict.fromkeys(common, True), **kind.options_schema},
                    "additionalProperties": False,
                },
            }
            for name, kind in FIELD_TYPES.items()
        ],
    }


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    return Draft202012Validator(definition_json_schema())


def shape_problems(data: object) -> Iterator[DefinitionProblem]:
    """Where the data differ from the schema, the first MOST_PROBLEMS places."""
    if any(depth(condition) > MAX_DEPTH for condition in _conditions(data)):
        yield DefinitionProblem("", "too_deep", {"max": MAX_DEPTH})
        return
    for number, error in enumerate(_validator().iter_errors(data)):
        if number == MOST_PROBLEMS:
            return
        path = "/".join(str(step) for step in error.absolute_path)
        yield DefinitionProblem(path, "shape", {"message": error.message[:300], "rule": str(error.validator)})


def _conditions(data: object) -> Iterator[object]:
    """Whatever stands under show_when or require_when, anywhere."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name in {"show_when", "require_when"}:
                yield value
            else:
                yield from _conditions(value)
    elif isinstance(data, list):
        for item in data:
            yield from _conditions(item)
