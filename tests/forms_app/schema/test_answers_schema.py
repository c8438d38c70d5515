"""The JSON Schema of a version's answers."""

from datetime import date

import pytest
from jsonschema import Draft202012Validator

from forms_app.schema.answers import validate
from forms_app.schema.answers_schema import answers_schema
from forms_app.schema.definition import load
from tests.factories import forms

TODAY = date(2026, 11, 23)
SHOWN_LATER = {"field": "amount", "operator": "answered"}


def schema_of(*fields: dict) -> dict:
    return answers_schema(load(forms.definition(*fields)))


def test_it_is_a_schema_with_the_questions_as_properties():
    schema = schema_of({"key": "amount", "type": "number", "label": "数", "help": "だいたいの数"})
    Draft202012Validator.check_schema(schema)
    assert (schema["properties"]["amount"]["title"], schema["properties"]["amount"]["description"]) == (
        "数", "だいたいの数",
    )  # fmt: skip


@pytest.mark.parametrize(("more", "required"), [({}, ["other"]), ({"show_when": SHOWN_LATER}, [])])
def test_required_is_only_what_is_so_whatever_is_answered(more, required):
    amount = {"key": "amount", "type": "number", "label": "数"}
    assert schema_of(amount, {"key": "other", "type": "text", "label": "他", "required": True, **more})["required"] == required  # fmt: skip


def test_heading_is_no_property():
    assert schema_of({"key": "h", "type": "heading", "label": "見出し"})["properties"] == {}


def test_clean_answers_fit_their_schema():
    fields = [
        {"key": "who", "type": "name", "label": "名前"},
        {"key": "home", "type": "address", "label": "住所"},
        {"key": "amount", "type": "number", "label": "数"},
        {"key": "day", "type": "date", "label": "日"},
        {"key": "agree", "type": "consent", "label": "同意"},
    ]
    definition = load(forms.definition(*fields))
    raw = {"who": forms.NAME, "home": forms.ADDRESS, "amount": 1.5, "day": "2026-11-23", "agree": "on"}
    answers = validate(definition, raw, today=TODAY)
    assert answers.is_valid
    Draft202012Validator(answers_schema(definition)).validate(answers.values)
