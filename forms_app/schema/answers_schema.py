"""JSON Schema (2020-12) of one version's clean answers: what is stored, and the plainest shape in which to send them.

What conditions demand it cannot say; `answers.validate` has the last word.
"""

from typing import Any

from .definition import Definition
from .field import Field
from .registry import field_type

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def answers_schema(definition: Definition) -> dict[str, Any]:
    return {
        "$schema": DIALECT,
        "title": definition.title,
        "type": "object",
        "properties": {field.key: _property(field) for field in definition.answerable_fields},
        "required": [field.key for field in definition.answerable_fields if _is_always_required(definition, field)],
        "additionalProperties": False,
    }


def _property(field: Field) -> dict[str, Any]:
    kind = field_type(field.type)
    facts = {"title": field.label, "description": field.help, "readOnly": kind.is_computed}
    return {name: fact for name, fact in facts.items() if fact} | kind.json_schema(field)


def _is_always_required(definition: Definition, field: Field) -> bool:
    if not field.required or field.disable_when or field_type(field.type).is_computed:
        return False
    page, group = definition.groups_of[field.key]
    return not any(owner.show_when for owner in (page, group, field))
