import os
import subprocess
import sys

import pytest

from forms_app.schema.definition import load
from forms_app.schema.definition_checks import (
    MAX_FIELDS,
    RESERVED_KEYS,
    conditions_of,
    dependencies,
    places,
    topological_order,
)
from tests.forms_app.schema.questions import (
    FRUIT,
    comparison,
    field_json,
    form,
    form_json,
    problems,
)

FIRST, SECOND = "pages/0/groups/0/fields/0", "pages/0/groups/0/fields/1"


def shown(key: str, condition: dict[str, object], type: str = "text", **facts: object) -> dict[str, object]:
    return field_json(type, key=key, show_when=condition, **facts)


def answered(key: str) -> dict[str, object]:
    return comparison(key, "answered")


def test_places_are_those_of_the_json():
    pages = form([field_json("text", key="a")], [field_json("text", key="b")]).pages
    assert [(path, owner.key) for path, _page, owner in places(pages)] == [
        ("pages/0", "p0"),
        ("pages/0/groups/0", "p0_1"),
        ("pages/0/groups/0/fields/0", "a"),
        ("pages/1", "p1"),
        ("pages/1/groups/0", "p1_1"),
        ("pages/1/groups/0/fields/0", "b"),
    ]


def test_conditions_of_finds_those_of_pages_groups_and_questions():
    data = form_json([field_json("text", key="a")], [shown("b", answered("a"), require_when=answered("a"))])
    data["pages"][1]["show_when"] = data["pages"][1]["groups"][0]["show_when"] = answered("a")
    assert [path for path, _page, _owner, _condition in conditions_of(load(data).pages)] == [
        "pages/1/show_when",
        "pages/1/groups/0/show_when",
        "pages/1/groups/0/fields/0/show_when",
        "pages/1/groups/0/fields/0/require_when",
    ]


def test_a_question_that_stands_twice_is_refused():
    data = form_json([field_json("text")], [field_json("number")])
    assert problems(data) == [("pages/1/groups/0/fields/0/key", "duplicate_key")]


def test_a_page_that_stands_twice_is_refused():
    data = form_json([field_json("text", key="a")], [field_json("text", key="b")])
    data["pages"][1]["key"] = "p0"
    assert ("pages/1/key", "duplicate_key") in problems(data)


def test_a_group_that_stands_twice_is_refused():
    data = form_json([field_json("text", key="a")])
    data["pages"][0]["groups"].append({"key": "p0_1", "fields": [field_json("text", key="b")]})
    assert problems(data) == [("pages/0/groups/1/key", "duplicate_key")]


@pytest.mark.parametrize("key", sorted(RESERVED_KEYS))
def test_a_name_the_page_uses_itself_is_refused(key):
    assert problems(form_json([field_json("text", key=key)])) == [(f"{FIRST}/key", "reserved_key")]


def test_as_many_questions_as_allowed_pass():
    pages = [[field_json("text", key=f"q{page}_{n}") for n in range(100)] for page in range(MAX_FIELDS // 100)]
    assert len(form(*pages).fields) == MAX_FIELDS


def test_one_question_more_is_refused():
    pages = [[field_json("text", key=f"q{page}_{n}") for n in range(100)] for page in range(MAX_FIELDS // 100)]
    assert problems(form_json(*pages, [field_json("text")])) == [("pages", "too_many_fields")]


def test_a_condition_on_a_question_that_does_not_exist_is_refused():
    assert problems(form_json([shown("a", answered("b"))])) == [(f"{FIRST}/show_when", "unknown_field")]


@pytest.mark.parametrize("type", ["heading", "paragraph"])
def test_a_condition_on_what_takes_no_answer_is_refused(type):
    data = form_json([field_json(type), shown("a", answered("q"))])
    assert problems(data) == [(f"{SECOND}/show_when", "field_without_answer")]


def test_a_condition_on_a_later_page_is_refused():
    data = form_json([shown("a", answered("q"))], [field_json("text")])
    assert problems(data) == [(f"{FIRST}/show_when", "later_field")]


def test_a_condition_on_a_later_question_of_the_same_page_is_evaluated_after_it():
    definition = form([shown("a", answered("q")), field_json("text")])
    assert [field.key for field in definition.evaluation_order] == ["q", "a"]


def test_a_question_that_depends_on_itself_is_refused():
    assert problems(form_json([shown("a", answered("a"))])) == [(FIRST, "cycle")]


def test_questions_that_depend_on_each_other_are_refused():
    data = form_json([shown("a", answered("b")), shown("b", {"not": answered("a")})])
    assert [code for _path, code in problems(data)] == ["cycle"]


def test_a_group_that_depends_on_its_own_question_is_refused():
    data = form_json([field_json("text")])
    data["pages"][0]["groups"][0]["show_when"] = answered("q")
    assert problems(data) == [(FIRST, "cycle")]


def test_a_page_that_depends_on_its_own_question_is_refused():
    data = form_json([field_json("text")])
    data["pages"][0]["show_when"] = answered("q")
    assert problems(data) == [(FIRST, "cycle")]


def test_a_question_required_when_it_is_answered_is_refused():
    data = form_json([field_json("text", require_when=answered("q"))])
    assert problems(data) == [(f"{FIRST}/require_when", "cycle")]


def test_questions_may_require_each_other():
    fields = [
        field_json("text", key="a", require_when=answered("b")),
        field_json("text", key="b", require_when=answered("a")),
    ]
    assert len(form(fields).fields) == 2


@pytest.mark.parametrize(
    ("type", "operator", "value"),
    [
        ("text", "greater_than", "a"),
        ("textarea", "equals", "a"),
        ("number", "contains", "1"),
        ("date", "contains", "2026-01-01"),
        ("choice", "contains", "apple"),
        ("choices", "equals", "apple"),
        ("name", "equals", "a"),
        ("address", "contains", "a"),
        ("phone", "equals", "a"),
        ("email", "equals", "a"),
        ("location", "equals", "a"),
        ("attachment", "contains", "a"),
        ("consent", "equals", True),
    ],
)
def test_an_operator_that_does_not_fit_the_type_is_refused(type, operator, value):
    data = form_json([field_json(type), shown("a", comparison("q", operator, value))])
    assert problems(data) == [(f"{SECOND}/show_when", "operator")]


@pytest.mark.parametrize(
    ("type", "operator", "value"),
    [
        ("text", "equals", 1),
        ("text", "equals", None),
        ("text", "equals", ["a"]),
        ("text", "in", "a"),
        ("text", "in", []),
        ("text", "in", [["a"]]),
        ("number", "equals", "five"),
        ("number", "equals", True),
        ("number", "at_least", None),
        ("date", "equals", "2026-02-30"),
        ("date", "equals", "today"),
        ("choice", "equals", "grape"),
        ("choice", "equals", {}),
        ("choice", "in", ["apple", "grape"]),
        ("choices", "contains", "grape"),
        ("choices", "contains", ["apple"]),
    ],
)
def test_a_value_that_does_not_fit_the_type_is_refused(type, operator, value):
    data = form_json([field_json(type), shown("a", comparison("q", operator, value))])
    assert problems(data) == [(f"{SECOND}/show_when", "operand")]


def test_every_value_deep_in_a_condition_is_judged():
    condition = {"all": [{"any": [comparison("q", "equals", "apple")]}, {"not": comparison("q", "equals", "grape")}]}
    data = form_json([field_json("choice", options=FRUIT), shown("a", condition)])
    assert problems(data) == [(f"{SECOND}/show_when", "operand")]


def test_problems_of_pages_groups_and_requirements_have_their_place():
    data = form_json([field_json("number")], [field_json("text", key="a", require_when=comparison("q", "equals", "x"))])
    data["pages"][1]["show_when"] = data["pages"][1]["groups"][0]["show_when"] = comparison("q", "equals", "x")
    assert sorted(problems(data)) == [
        ("pages/1/groups/0/fields/0/require_when", "operand"),
        ("pages/1/groups/0/show_when", "operand"),
        ("pages/1/show_when", "operand"),
    ]


def test_all_problems_are_told_at_once():
    data = form_json(
        [field_json("number", min=2, max=1), shown("a", comparison("q", "contains", "1")), shown("b", answered("b"))]
    )
    assert sorted(problems(data)) == [
        ("pages/0/groups/0/fields/0/max", "limits"),
        ("pages/0/groups/0/fields/1/show_when", "operator"),
        ("pages/0/groups/0/fields/2", "cycle"),
    ]


def test_dependencies_come_from_the_question_its_group_and_its_page():
    data = form_json([field_json("text", key=key) for key in "abc"], [shown("d", answered("a"))])
    data["pages"][1]["show_when"], data["pages"][1]["groups"][0]["show_when"] = answered("b"), answered("c")
    assert dependencies(load(data).pages) == {"a": set(), "b": set(), "c": set(), "d": {"a", "b", "c"}}


def test_questions_of_equal_rank_keep_the_order_of_the_form():
    keys = ["z", "m", "a", "k"]
    assert topological_order(form([field_json("text", key=key) for key in keys]).pages) == keys


ORDER_OF_A_FORM = """
from tests.forms_app.schema.questions import *
whole = {"any": [comparison(f"q{n}", "answered") for n in range(19, 0, -1)]}
fields = [field_json("text", key="q0", show_when=whole)] + [field_json("text", key=f"q{n}") for n in range(1, 20)]
print([field.key for field in form(fields).evaluation_order])
"""


def test_the_order_is_the_same_in_every_process():
    orders = {
        subprocess.run(
            [sys.executable, "-c", ORDER_OF_A_FORM],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert orders == {str([*(f"q{n}" for n in range(1, 20)), "q0"]) + "\n"}
