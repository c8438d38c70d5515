import json
import re

import pytest
from jsonschema import Draft202012Validator

from forms_app.schema.conditions import MAX_DEPTH
from forms_app.schema.definition_schema import MOST_PROBLEMS, definition_json_schema, shape_problems
from forms_app.schema.registry import FIELD_TYPES
from tests.forms_app.schema.questions import comparison, field_json, form_json


def shapes(data: object) -> list[tuple[str, str, object]]:
    return [(problem.path, problem.code, problem.params.get("rule")) for problem in shape_problems(data)]


def nested(levels: int) -> dict[str, object]:
    condition = comparison("q", "answered")
    for _level in range(levels - 1):
        condition = {"not": condition}
    return condition


def test_the_schema_is_a_json_schema():
    Draft202012Validator.check_schema(json.loads(json.dumps(definition_json_schema())))


def test_no_pattern_lets_a_last_line_break_through():
    patterns = re.findall(r'"pattern": "((?:[^"\\]|\\.)*)"', json.dumps(definition_json_schema()))
    assert [pattern for pattern in patterns if not pattern.endswith(r"$(?!\\n)")] == []


@pytest.mark.parametrize("name", FIELD_TYPES)
def test_the_shortest_question_of_each_type_fits(name):
    assert shapes(form_json([field_json(name)])) == []


@pytest.mark.parametrize("name", FIELD_TYPES)
def test_an_unknown_option_does_not_fit(name):
    assert shapes(form_json([field_json(name, colour="red")])) == [
        ("pages/0/groups/0/fields/0", "shape", "additionalProperties")
    ]


@pytest.mark.parametrize("key", ["", "A", "1a", "a-b", "a b", "あ", "a\n", "a" * 41])
def test_a_key_is_written_in_small_letters_digits_and_underscores(key):
    assert shapes(form_json([field_json("text", key=key)])) == [("pages/0/groups/0/fields/0/key", "shape", "pattern")]


@pytest.mark.parametrize("key", ["a", "a_1", "a" * 40])
def test_a_proper_key_fits(key):
    assert shapes(form_json([field_json("text", key=key)])) == []


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (None, ("", "shape", "type")),
        ([], ("", "shape", "type")),
        ("text", ("", "shape", "type")),
        ({**form_json([field_json("text")]), "schema_version": 2}, ("schema_version", "shape", "const")),
        ({**form_json([field_json("text")]), "title": ""}, ("title", "shape", "minLength")),
        ({**form_json([field_json("text")]), "pages": []}, ("pages", "shape", "minItems")),
        ({**form_json([field_json("text")]), "pages": {}}, ("pages", "shape", "type")),
        (form_json([]), ("pages/0/groups/0/fields", "shape", "minItems")),
        (form_json([field_json("essay")]), ("pages/0/groups/0/fields/0/type", "shape", "enum")),
        (form_json([field_json("text", label="あ" * 201)]), ("pages/0/groups/0/fields/0/label", "shape", "maxLength")),
        (form_json([field_json("text", required="yes")]), ("pages/0/groups/0/fields/0/required", "shape", "type")),
        (form_json([field_json("text", show_when={})]), ("pages/0/groups/0/fields/0/show_when", "shape", "oneOf")),
        (form_json([field_json("text", show_when=None)]), ("pages/0/groups/0/fields/0/show_when", "shape", "type")),
    ],
)
def test_a_problem_has_its_place(data, problem):
    assert problem in shapes(data)


def test_the_deepest_condition_fits():
    assert shapes(form_json([field_json("text", show_when=nested(MAX_DEPTH))])) == []


@pytest.mark.parametrize("name", ["show_when", "require_when"])
def test_a_deeper_condition_is_refused_with_its_place(name):
    data = form_json([field_json("text"), field_json("text", key="r", **{name: nested(MAX_DEPTH + 1)})])
    assert shapes(data) == [(f"pages/0/groups/0/fields/1/{name}", "too_deep", None)]


def test_problems_are_told_up_to_a_limit():
    assert len(shapes(form_json([field_json("essay")] * 100))) == MOST_PROBLEMS


def test_a_message_is_short():
    data = form_json([field_json("text", required="x" * 100_000)])
    assert [len(problem.params["message"]) for problem in shape_problems(data)] == [300]
