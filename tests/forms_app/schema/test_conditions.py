from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator

from forms_app.schema.conditions import (
    CONDITION_SCHEMA,
    OPERATORS,
    All,
    AnyOf,
    Comparison,
    Not,
    comparisons,
    depth,
    evaluate,
    fields_of,
    parse,
)

A = {"field": "a", "operator": "answered"}
B = {"field": "b", "operator": "equals", "value": "x"}


def schema_accepts(data: object) -> bool:
    return Draft202012Validator({"$ref": "#/$defs/condition", "$defs": {"condition": CONDITION_SCHEMA}}).is_valid(data)


def test_parse_reads_every_form_of_a_condition():
    parsed = parse({"all": [A, {"any": [B, {"not": A}]}]})
    a, b = Comparison("a", "answered"), Comparison("b", "equals", "x")
    assert parsed == All((a, AnyOf((b, Not(a)))))


def test_parse_makes_a_list_a_tuple():
    assert parse({"field": "a", "operator": "in", "value": ["x", "y"]}).operand == ("x", "y")


@pytest.mark.parametrize(
    ("operator", "operand", "holds"),
    [
        ("equals", Decimal("2.0"), True),
        ("equals", Decimal(3), False),
        ("not_equals", Decimal(3), True),
        ("not_equals", Decimal(2), False),
        ("greater_than", Decimal("1.9"), True),
        ("greater_than", Decimal(2), False),
        ("at_least", Decimal(2), True),
        ("at_least", Decimal("2.1"), False),
        ("less_than", Decimal("2.1"), True),
        ("less_than", Decimal(2), False),
        ("at_most", Decimal(2), True),
        ("at_most", Decimal("1.9"), False),
        ("in", (Decimal(1), Decimal(2)), True),
        ("in", (Decimal(1),), False),
        ("not_in", (Decimal(1),), True),
        ("not_in", (Decimal(2),), False),
        ("answered", None, True),
        ("not_answered", None, False),
    ],
)
def test_evaluate_compares_an_answer(operator, operand, holds):
    assert evaluate(Comparison("a", operator, operand), {"a": Decimal(2)}) is holds


@pytest.mark.parametrize(
    ("value", "operand", "holds"),
    [("道路に穴", "穴", True), ("道路", "穴", False), (("apple", "fig"), "fig", True), (("figs",), "fig", False)],
)
def test_evaluate_contains_looks_into_texts_and_lists(value, operand, holds):
    assert evaluate(Comparison("a", "contains", operand), {"a": value}) is holds


@pytest.mark.parametrize("operator", [operator for operator in OPERATORS if operator != "not_answered"])
def test_evaluate_of_an_unanswered_question_is_false(operator):
    assert evaluate(Comparison("a", operator, ("x",)), {}) is False


def test_evaluate_not_answered_of_an_unanswered_question_is_true():
    assert evaluate(Comparison("a", "not_answered"), {}) is True


@pytest.mark.parametrize(
    ("known", "all_of", "any_of"),
    [({}, False, False), ({"a": 1}, False, True), ({"b": "x"}, False, True), ({"a": 1, "b": "x"}, True, True)],
)
def test_evaluate_joins_conditions(known, all_of, any_of):
    assert (evaluate(parse({"all": [A, B]}), known), evaluate(parse({"any": [A, B]}), known)) == (all_of, any_of)


def test_evaluate_not_turns_an_unanswered_comparison_true():
    assert evaluate(parse({"not": B}), {}) is True


def test_evaluate_refuses_an_operator_that_does_not_exist():
    with pytest.raises(ValueError, match="like"):
        evaluate(Comparison("a", "like", "x"), {"a": "x"})


def test_comparisons_come_depth_first():
    condition = parse({"all": [{"any": [A, {"not": B}]}, A]})
    assert [c.field for c in comparisons(condition)] == ["a", "b", "a"]


def test_comparisons_of_no_condition_are_none():
    assert list(comparisons(None)) == []


def test_fields_of_names_each_once():
    assert fields_of(parse({"all": [A, B, A]})) == {"a", "b"}


@pytest.mark.parametrize(
    ("data", "levels"),
    [
        (A, 1),
        ({"not": A}, 2),
        ({"all": [A, {"any": [B]}]}, 3),
        ({"all": [], "not": {"not": A}}, 3),
        ({"all": A}, 2),
        ({"all": 1}, 1),
        ("text", 0),
        (None, 0),
    ],
)
def test_depth_counts_levels_of_any_json(data, levels):
    assert depth(data) == levels


@pytest.mark.parametrize("data", [A, B, {"all": [A]}, {"any": [A, B]}, {"not": {"not": A}}])
def test_schema_accepts_every_form(data):
    assert schema_accepts(data)


@pytest.mark.parametrize(
    "data",
    [
        {},
        None,
        [],
        "a",
        {"field": "a"},
        {"field": "a", "operator": "like"},
        {"field": 1, "operator": "answered"},
        {**A, "extra": 1},
        {"all": []},
        {"all": A},
        {"all": [A] * 21},
        {"not": [A]},
        {"all": [A], "any": [A]},
        {**A, "not": A},
    ],
)
def test_schema_refuses_anything_else(data):
    assert not schema_accepts(data)
