from datetime import date

from chatbot.dialogue.filling.plan import answered_keys, next_step, place_of
from forms_app.schema.definition import Definition, load
from tests.factories import forms

TODAY = date(2026, 11, 23)
FIRST = {"key": "first", "type": "number", "label": "はじめ", "required": True}
LAST = {"key": "last", "type": "number", "label": "終わり", "required": True}
EXTRA = {
    "key": "extra", "type": "text", "label": "わけ", "required": True,
    "show_when": {"field": "first", "operator": "greater_than", "value": 5},
}  # fmt: skip


def definition(*questions) -> Definition:
    return load(forms.definition(*questions))


def asked(whole: Definition, raw: dict, settled: set[str]) -> tuple[str | None, list[str]]:
    step = next_step(whole, raw, settled, today=TODAY)
    return (step.question.key if step.question else None), [error.code for error in step.errors]


def test_next_step_is_the_first_question_that_is_open():
    assert asked(definition(FIRST, LAST), {"first": "1"}, {"first"}) == ("last", [])


def test_next_step_asks_again_what_is_wrong():
    assert asked(definition(FIRST, LAST), {"first": "x"}, {"first"}) == ("first", ["not_a_number"])


def test_next_step_asks_again_what_may_not_be_passed_over():
    assert asked(definition(FIRST, LAST), {}, {"first"}) == ("first", ["required"])


def test_next_step_finds_what_an_answer_has_opened():
    assert asked(definition(FIRST, EXTRA, LAST), {"first": "6", "last": "1"}, {"first", "last"}) == ("extra", [])


def test_next_step_is_none_where_all_is_answered():
    assert asked(definition(FIRST), {"first": "1"}, {"first"}) == (None, [])


def refused_together(**more) -> Definition:
    rule = {"field": "last", "operator": "not_answered"}
    return definition(
        {**FIRST, "refuse_when": rule, "refuse_message": "終わりがありません。", **more}, {**LAST, "required": False}
    )


def test_next_step_compares_answers_only_when_all_were_given():
    assert asked(refused_together(), {"first": "1"}, {"first"}) == ("last", [])


def test_next_step_compares_answers_when_the_last_was_passed_over():
    assert asked(refused_together(), {"first": "1"}, {"first", "last"}) == ("first", ["check"])


def test_next_step_tells_why_the_road_ends():
    step = next_step(refused_together(refuse_stops=True), {"first": "1"}, {"first", "last"}, today=TODAY)
    assert (step.question, [error.code for error in step.stops]) == (None, ["stop"])


def test_answered_keys_are_those_with_anything_in_them():
    name = {"key": "name", "type": "name", "label": "氏名"}
    raw = {"name": {"family": "", "given": ""}, "first": "1", "last": ""}
    assert answered_keys(definition(name, FIRST, LAST), raw) == {"first"}


def test_place_of_counts_what_is_shown():
    whole = definition(FIRST, EXTRA, LAST)
    step = next_step(whole, {"first": "1"}, {"first"}, today=TODAY)
    assert place_of(whole, step.answers, step.question) == (2, 2)
