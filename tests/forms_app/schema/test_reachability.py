"""What no answers show is found, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms_app.schema.answers import validate
from forms_app.schema.definition import load
from forms_app.schema.reachability import never_shown
from tests.forms_app.schema.questions import TODAY, comparison, field_json, form
from tests.forms_app.schema.random_forms import answers_to, forms


def two(type: str, *conditions: dict, **facts) -> frozenset[str]:
    """A question `a`, and `b` that is shown when all conditions hold."""
    return never_shown(form([field_json(type, key="a", **facts), field_json("text", key="b", show_when={"all": list(conditions)})]))  # fmt: skip


def at(operator: str, value: object) -> dict:
    return comparison("a", operator, value)


@pytest.mark.parametrize(
    ("type", "conditions"),
    [
        ("choice", [at("equals", "apple"), at("equals", "pear")]),
        ("choice", [at("in", ["apple", "pear"]), at("not_in", ["pear", "apple"])]),
        ("choices", [at("contains", "apple"), {"not": at("contains", "apple")}]),
        ("number", [at("greater_than", 5), at("less_than", 4)]),
        ("date", [at("at_least", "2026-04-01"), at("less_than", "2026-04-01")]),
        ("text", [comparison("a", "answered"), comparison("a", "not_answered")]),
        ("yes_no", [at("equals", "yes"), at("equals", "no")]),
        ("time", [at("at_least", "17:00"), at("at_most", "09:00")]),
    ],
)
def test_conditions_that_contradict_each_other_are_found(type, conditions):
    assert two(type, *conditions) == {"b"}


@pytest.mark.parametrize(
    ("type", "conditions"),
    [
        ("choice", [{"not": at("equals", "apple")}]),
        ("choice", [at("not_in", ["pear", "apple"])]),
        ("choices", [at("contains", "apple"), at("contains", "pear"), {"not": at("contains", "fig")}]),
        ("number", [at("greater_than", 4), at("less_than", 5)]),
        ("number", [at("at_least", 5), at("at_most", 5)]),
        ("date", [at("less_than", "2026-04-01")]),
        ("time", [at("less_than", "09:00")]),
        ("text", [comparison("a", "answered")]),
        ("attachment", [comparison("a", "answered")]),
    ],
)
def test_conditions_that_can_hold_are_left_alone(type, conditions):
    assert two(type, *conditions) == frozenset()


def test_what_a_required_question_leaves_is_counted():
    assert two("text", comparison("a", "not_answered"), required=True) == {"b"}


def test_a_hidden_question_hides_what_needs_it():
    definition = form(
        [
            field_json("yes_no", key="a"),
            field_json("text", key="b", show_when=comparison("a", "equals", "yes")),
            field_json("text", key="c", show_when={"all": [comparison("b", "answered"), comparison("a", "equals", "no")]}),
        ]
    )  # fmt: skip
    assert never_shown(definition) == {"c"}


def test_conditions_of_page_and_question_count_together():
    definition = form([field_json("choice", key="a")], [field_json("text", key="b", show_when=at("equals", "pear"))])
    whole = definition.as_json()
    whole["pages"][1]["show_when"] = at("equals", "apple")
    assert never_shown(load(whole)) == {"b"}


def test_two_questions_that_are_compared_can_differ_either_way():
    conditions = [{"field": "a", "operator": operator, "other": "c"} for operator in ("less_than", "greater_than")]
    definition = form(
        [
            field_json("number", key="a"),
            field_json("number", key="c"),
            field_json("text", key="less", show_when={"all": [conditions[0], at("at_least", 3)]}),
            field_json("text", key="more", show_when=conditions[1]),
        ]
    )
    assert never_shown(definition) == frozenset()


def test_required_question_that_may_be_disabled_may_stay_unanswered():
    disabled = field_json("name", key="n", required=True, disable_when=comparison("m", "equals", 1000))
    unanswered = {"not": comparison("n", "answered")}
    definition = form([field_json("number", key="m"), disabled, field_json("text", key="t", show_when=unanswered)])
    assert never_shown(definition) == frozenset()


def test_where_there_is_too_much_to_try_nothing_is_claimed():
    keys = [f"a{number}" for number in range(12)]
    never = {"all": [*(comparison(key, "equals", "apple") for key in keys), comparison("a0", "equals", "pear")]}
    questions = [field_json("choice", key=key) for key in keys]
    assert never_shown(form([*questions, field_json("text", key="b", show_when=never)])) == frozenset()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_answers_show_is_never_called_unreachable(data):
    whole = data.draw(forms())
    shown = [validate(load(whole), data.draw(answers_to(whole)), today=TODAY) for _number in range(10)]
    reached = frozenset().union(*(answers.visible for answers in shown if answers.is_valid))
    assert never_shown(load(whole)) & reached == frozenset()
