"""The published JSON Schema of a definition (draft 2020-12), composed from the registry, and what it finds."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator

from .conditions import CONDITION_SCHEMA, MAX_DEPTH, depth
from .errors import DefinitionProblem
from .fieldtypes.base import END
from .plain_json import place
from .registry import FIELD_TYPES
from .texts import translations_schema

SCHEMA_VERSION = 1
KEY = {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,39}" + END}
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
            "translations": translations_schema("form"),
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
                    "translations": translations_schema("page"),
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
                    "translations": translations_schema("group"),
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
        "disable_when": condition,
        "refuse_when": condition,
        "refuse_message": {"type": "string", "minLength": 1, "maxLength": 500},
        "refuse_stops": {"type": "boolean"},
    }
    return {
        "type": "object",
        "required": ["key", "type", "label"],
        "properties": common,
        "dependentRequired": {"refuse_when": ["refuse_message"]},
        "allOf": [
            {
                "if": {"required": ["type"], "properties": {"type": {"const": name}}},
                "then": {
                    "required": list(kind.required_options),
                    "properties": {
                        **dict.fromkeys(common, True),
                        "translations": translations_schema("field", kind),
                        **({"profile": {"enum": list(kind.profile_facts)}} if kind.profile_facts else {}),
                        **kind.options_schema,
                    },
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
    deep = [path for path, condition in _conditions(data, ()) if depth(condition) > MAX_DEPTH]
    if deep:  # the validator asks every branch at every level: what is too deep never reaches it
        yield from (DefinitionProblem(place(path), "too_deep", {"max": MAX_DEPTH}) for path in deep[:MOST_PROBLEMS])
        return
    for number, error in enumerate(_validator().iter_errors(data)):
        if number == MOST_PROBLEMS:
            return
        yield DefinitionProblem(
            place(tuple(error.absolute_path)), "shape", {"message": error.message[:300], "rule": str(error.validator)}
        )


def _conditions(data: object, path: tuple[object, ...]) -> Iterator[tuple[tuple[object, ...], object]]:
    """Whatever stands where a condition does, anywhere, with its place."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name in {"show_when", "require_when", "disable_when", "refuse_when"}:
                yield (*path, name), value
            else:
                yield from _conditions(value, (*path, name))
    elif isinstance(data, list):
        for number, item in enumerate(data):
            yield from _conditions(item, (*path, number))
