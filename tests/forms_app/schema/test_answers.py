from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from forms_app.schema.answers import comparables, validate, visible_fields, visible_pages
from forms_app.schema.definition import Definition, load
from forms_app.schema.errors import ERROR_CODES
from forms_app.schema.registry import FIELD_TYPES, field_type
from tests.factories.files import drawn_signature
from tests.forms_app.schema.questions import TODAY, comparison, field_json, form, form_json, problems

EVERY_TYPE = form([field_json(name, key=name, required=True) for name in FIELD_TYPES])
PARTS = sorted({part for kind in FIELD_TYPES.values() for part in kind.parts})
HANAKO = {"family": "\ufa19", "given": "花子", "family_kana": "かみ", "given_kana": "はなこ"}
HALL = {
    "postal_code": "〒５００ー８７０１",
    "prefecture": "岐阜県",
    "city": "岐阜市",
    "town": "司町40-1",
    "building": "",
}
FILE = "00000000-0000-0000-0000-000000000001"

texts = st.text(st.characters(), max_size=30) | st.sampled_from(
    [
        "yes",
        "apple",
        "2026-11-23",
        "058-272-1111",
        "a@b.jp",
        "-0",
        "1e400",
        "９",
        "\ud800",
        "\ue000",
        "令和8",
        "2",
        "35.1",
    ]
)
numbers = st.integers() | st.floats() | st.integers(4000, 6000).map(lambda digits: 10**digits)
any_json = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(PARTS) | texts, inner, max_size=6),
    max_leaves=12,
)


def judge(definition: Definition, **raw: Any):
    return validate(definition, raw, today=TODAY)


def errors(definition: Definition, **raw: Any) -> list[tuple[str, str]]:
    return [(error.field, error.code) for error in judge(definition, **raw).errors]


def shown(key: str, condition: dict[str, Any], type: str = "text", **facts: Any) -> dict[str, Any]:
    return field_json(type, key=key, show_when=condition, **facts)


def answered(key: str) -> dict[str, Any]:
    return comparison(key, "answered")


def chain() -> Definition:
    """c is shown when b is answered, b when a is."""
    return form([field_json("text", key="a"), shown("b", answered("a")), shown("c", answered("b"))])


def test_validate_keeps_clean_values_in_the_order_of_the_form():
    answers = judge(form([field_json("number", key="a"), field_json("text", key="b")]), b=" 二 ", a="１")
    assert (list(answers.values.items()), answers.errors) == ([("a", "1"), ("b", "二")], ())


def test_validate_leaves_out_what_is_not_answered():
    assert judge(form([field_json("text")]), q="  ").values == {}


def test_validate_ignores_keys_the_form_does_not_know():
    assert judge(form([field_json("text")]), other="x", q="y").values == {"q": "y"}


def test_validate_refuses_a_required_question_without_an_answer():
    assert errors(form([field_json("text", required=True)])) == [("q", "required")]


def test_validate_tells_a_refused_answer_once():
    assert errors(form([field_json("number", required=True)]), q="x") == [("q", "not_a_number")]


def test_validate_asks_for_consent_with_its_own_code():
    assert errors(form([field_json("consent", required=True)]), q="no") == [("q", "not_consented")]


def test_validate_tells_errors_in_the_order_of_the_form():
    late = shown("a", answered("b"), required=True)
    assert errors(form([late, field_json("text", key="b"), field_json("number", key="c")]), b="x", c="y") == [
        ("a", "required"),
        ("c", "not_a_number"),
    ]


def test_an_error_carries_part_and_facts():
    (error,) = judge(form([field_json("name")]), q={**HANAKO, "given": "花" * 51}).errors
    assert (error.field, error.code, error.part, error.params) == ("q", "too_long", "given", {"max": 50})


def test_answers_without_errors_are_valid():
    definition = form([field_json("text", required=True)])
    assert (judge(definition, q="x").is_valid, judge(definition).is_valid) == (True, False)


def test_a_hidden_question_is_neither_kept_nor_required():
    definition = form([field_json("text", key="a"), shown("b", answered("a"), required=True)])
    answers = judge(definition, b="x")
    assert (answers.values, answers.errors, answers.visible) == ({}, (), {"a"})


def test_a_hidden_question_is_undefined_for_everything_after_it():
    assert judge(chain(), b="x", c="y").values == {}


def test_a_shown_question_shows_what_depends_on_it():
    assert judge(chain(), a="w", b="x", c="y").values == {"a": "w", "b": "x", "c": "y"}


def test_not_equals_a_hidden_question_is_false():
    hidden = shown("b", answered("a"))
    definition = form([field_json("text", key="a"), hidden, shown("c", comparison("b", "not_equals", "x"))])
    assert judge(definition, b="y", c="z").values == {}


def test_not_answered_of_a_hidden_question_is_true():
    definition = form(
        [field_json("text", key="a"), shown("b", answered("a")), shown("c", comparison("b", "not_answered"))]
    )
    assert judge(definition, b="y", c="z").values == {"c": "z"}


def test_a_refused_answer_counts_as_none():
    definition = form([field_json("number"), shown("a", answered("q"), required=True)])
    assert errors(definition, q="x") == [("q", "not_a_number")]


def test_a_question_depends_on_a_later_one_of_its_page():
    definition = form([shown("a", comparison("b", "equals", "yes")), field_json("text", key="b")])
    assert judge(definition, a="x", b="yes").values == {"a": "x", "b": "yes"}


def test_a_group_hides_its_questions():
    data = form_json([field_json("text", key="a")])
    data["pages"][0]["groups"].append({"show_when": answered("a"), "fields": [field_json("text", required=True)]})
    assert (errors(load(data)), errors(load(data), a="x")) == ([], [("q", "required")])


def test_a_page_hides_its_questions():
    data = form_json([field_json("text", key="a")], [field_json("text", required=True)])
    data["pages"][1]["show_when"] = answered("a")
    assert (errors(load(data)), errors(load(data), a="x")) == ([], [("q", "required")])


@pytest.mark.parametrize(("raw", "found"), [({}, []), ({"a": "5"}, []), ({"a": "10"}, [("q", "required")])])
def test_a_question_is_required_when_its_condition_holds(raw, found):
    definition = form([field_json("number", key="a"), field_json("text", require_when=comparison("a", "at_least", 10))])
    assert errors(definition, **raw) == found


def test_a_hidden_question_is_not_required_whatever_its_condition():
    definition = form(
        [field_json("text", key="a"), shown("b", comparison("a", "equals", "x"), require_when=answered("a"))]
    )
    assert (errors(definition, a="y"), errors(definition, a="x")) == ([], [("b", "required")])


def test_required_names_visible_questions_only():
    definition = form([field_json("text", key="a", required=True), shown("b", answered("a"), required=True)])
    assert judge(definition).required == {"a"}


@pytest.mark.parametrize(
    ("operator", "value", "typed", "is_shown"),
    [
        ("at_least", "2026-11-23", "2026-11-23", True),
        ("less_than", "2026-11-23", "2026-11-23", False),
        ("equals", "2026-11-23", {"year": "令和8", "month": "11", "day": "23"}, True),
        ("in", ["2026-11-23"], "2026-11-24", False),
    ],
)
def test_conditions_compare_dates(operator, value, typed, is_shown):
    definition = form([field_json("date"), shown("a", comparison("q", operator, value))])
    assert ("a" in judge(definition, q=typed).visible) is is_shown


def test_conditions_compare_numbers_by_their_value():
    definition = form([field_json("number"), shown("a", comparison("q", "equals", 0.1))])
    assert "a" in judge(definition, q="0.10").visible


def test_conditions_compare_composed_texts():
    definition = form([field_json("text"), shown("a", comparison("q", "equals", "か\u3099"))])
    assert "a" in judge(definition, q="が").visible


def test_visible_fields_of_clean_answers():
    assert visible_fields(chain(), {"a": "x"}) == {"a", "b"}


def test_visible_fields_do_not_count_answers_of_hidden_questions():
    assert visible_fields(chain(), {"b": "x"}) == {"a"}


def test_visible_pages_leave_out_those_with_nothing_to_show():
    definition = form([field_json("text", key="a")], [shown("b", answered("a"))], [field_json("heading", key="c")])
    assert [page.key for page in visible_pages(definition, {})] == ["p0", "p2"]


def test_comparables_are_what_conditions_compare():
    assert comparables(EVERY_TYPE, {"number": "1.50", "choices": ["fig"]}) == {
        "number": Decimal("1.5"),
        "choices": ("fig",),
    }


@pytest.mark.parametrize("name", FIELD_TYPES)
@pytest.mark.parametrize(
    "raw",
    [
        None,
        True,
        False,
        0,
        1.5,
        float("nan"),
        float("inf"),
        -(10**5000),
        "",
        "\x00",
        "\ud800",
        [],
        {},
        [[]],
        [{}],
        [None],
    ],
    ids=lambda raw: type(raw).__name__,
)
def test_validate_never_raises_on_strange_shapes(name, raw):
    assert {code for _field, code in errors(EVERY_TYPE, **{name: raw})} <= ERROR_CODES.keys()


@pytest.mark.parametrize("name", [name for name, kind in FIELD_TYPES.items() if kind.is_asked])
def test_validate_never_raises_on_ten_megabytes(name):
    huge = "あ" * 10_000_000
    raws = [huge, [huge], dict.fromkeys(field_type(name).parts, huge)]
    codes = [dict(errors(EVERY_TYPE, **{name: raw}))[name] for raw in raws]
    assert set(codes) <= {"too_long", "wrong_shape", "unknown_file", "required", "drawing_too_large"}


@settings(max_examples=200, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(FIELD_TYPES, any_json)))
def test_validate_of_any_json_gives_answers_and_coded_errors(raw):
    answers = validate(EVERY_TYPE, raw, today=TODAY)
    refused = {error.field for error in answers.errors}
    assert {error.code for error in answers.errors} <= ERROR_CODES.keys()
    asked = {field.key for field in EVERY_TYPE.answerable_fields if field_type(field.type).is_asked} | {"calculated"}
    assert answers.values.keys() | refused | {"hidden"} == asked | {"hidden"}


VALID = {
    "text": [" か\u3099くせい\t①", "\ufa19\ufa45"],
    "textarea": ["一\r\n\t二\u2028三", "👨\u200d👩\u200d👧"],
    "number": ["１，２３４．５０", 0.1, -7],
    "date": ["2026-11-23", {"year": "令和元", "month": "５月", "day": "1"}, "0001-01-01"],
    "choice": ["pear"],
    "choices": [["fig", "apple"]],
    "name": [HANAKO],
    "address": [HALL, {**HALL, "building": "Ａ棟ー１"}],
    "phone": ["０５８ー２７２ー１１１１", "+1 202-456-1111", "0120000123", "+44 20 7946 0958"],
    "email": ["Ｈａｎａｋｏ＠example.jp"],
    "location": [{"address": "岐阜駅"}, {"address": "公園", "latitude": "35.43391234567", "longitude": "136.78"}],
    "attachment": [[FILE, FILE]],
    "repeat": [[{"item": " りんご "}, {"item": ""}, {"item": "なし"}]],
    "consent": ["on", True],
    "document": ["yes", True],
    "hidden": ["leaflet"],
    "slot": ["morning"],
    "signature": [{"drawn": drawn_signature()}, {"typed": "岐阜 花子", "confirmed": True}],
}
VALID |= {name: [kind.sample[1]] for name, kind in FIELD_TYPES.items() if kind.sample[1] and name not in VALID}
VALID_ANSWERS = [(name, raw) for name, raws in VALID.items() for raw in raws]


def clean_once(name: str, raw: object) -> object:
    return field_type(name).clean(EVERY_TYPE.field(name), raw, today=TODAY)


def test_a_valid_answer_of_each_type_is_here():
    typed = {field.type for field in EVERY_TYPE.answerable_fields if not field_type(field.type).is_computed}
    assert VALID.keys() == typed


@pytest.mark.parametrize(("name", "raw"), VALID_ANSWERS)
def test_a_clean_answer_cleans_to_itself(name, raw):
    value = clean_once(name, raw)
    assert clean_once(name, value) == value


@pytest.mark.parametrize(("name", "raw"), VALID_ANSWERS)
def test_a_clean_answer_survives_the_form_it_is_shown_in(name, raw):
    value = clean_once(name, raw)
    assert clean_once(name, field_type(name).to_raw(EVERY_TYPE.field(name), value)) == value


@pytest.mark.parametrize(
    ("name", "raw"),
    [pair for pair in VALID_ANSWERS if pair[0] in {"text", "textarea", "number", "date", "phone", "email"}],
)
def test_an_exported_answer_cleans_to_the_same(name, raw):
    value = clean_once(name, raw)
    assert clean_once(name, field_type(name).export(EVERY_TYPE.field(name), value)) == value


@settings(max_examples=200, deadline=None)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(FIELD_TYPES, any_json)))
def test_whatever_is_accepted_is_accepted_again(raw):
    values = validate(EVERY_TYPE, raw, today=TODAY).values
    assert validate(EVERY_TYPE, values, today=TODAY).values == values


@pytest.mark.parametrize(("name", "raw"), VALID_ANSWERS)
def test_a_clean_answer_fits_its_json_schema(name, raw):
    schema = field_type(name).json_schema(EVERY_TYPE.field(name))
    assert list(Draft202012Validator(schema).iter_errors(clean_once(name, raw))) == []


def test_a_disabled_question_is_shown_but_undefined():
    definition = form(
        [
            field_json("text", key="a"),
            field_json("text", key="b", required=True, disable_when=answered("a")),
            shown("c", answered("b")),
        ]
    )
    answers = judge(definition, a="x", b="y", c="z")
    assert (answers.values, answers.visible, answers.disabled, answers.errors) == ({"a": "x"}, {"a", "b"}, {"b"}, ())


def fruit_when_grown_up() -> Definition:
    options = [
        {"value": "juice", "label": "ジュース"},
        {"value": "sake", "label": "お酒", "show_when": comparison("age", "at_least", 20)},
    ]
    return form([field_json("number", key="age"), field_json("choice", options=options, required=True)])


def test_an_option_that_is_not_offered_counts_as_not_chosen():
    assert errors(fruit_when_grown_up(), age="19", q="sake") == [("q", "required")]


def test_an_option_that_is_offered_is_taken():
    answers = judge(fruit_when_grown_up(), age="20", q="sake")
    assert (answers.values["q"], answers.offered) == ("sake", {"q": {"juice", "sake"}})


def test_options_of_several_are_narrowed_too():
    options = [{"value": "a", "label": "a"}, {"value": "b", "label": "b", "show_when": answered("t")}]
    definition = form([field_json("text", key="t"), field_json("choices", options=options)])
    assert judge(definition, q=["a", "b"]).values == {"q": ["a"]}


def checked(**facts: Any) -> Definition:
    when = {"field": "end", "operator": "less_than", "other": "start"}
    refused = {"refuse_when": when, "refuse_message": "終わりの日を確かめてください。", **facts}
    return form([field_json("date", key="start"), field_json("date", key="end", **refused)])


def test_a_check_refuses_answers_that_do_not_go_together():
    [error] = judge(checked(), start="2026-11-23", end="2026-11-22").errors
    assert (error.field, error.code, error.params) == ("end", "check", {"message": "終わりの日を確かめてください。"})


@pytest.mark.parametrize("raw", [{"start": "2026-11-23", "end": "2026-11-23"}, {"end": "2026-11-22"}, {}])
def test_a_check_says_nothing_where_it_does_not_hold_or_cannot_be_told(raw):
    assert judge(checked(), **raw).errors == ()


def test_a_check_leaves_the_first_word_to_the_question_itself():
    assert errors(checked(), start="2026-11-23", end={"year": "2026", "month": "2", "day": "30"}) == [
        ("end", "not_a_date")
    ]


def test_a_stop_says_why_the_road_ends():
    answers = judge(checked(refuse_stops=True), start="2026-11-23", end="2026-11-22")
    assert [(stop.code, stop.params["message"]) for stop in answers.stops] == [
        ("stop", "終わりの日を確かめてください。")
    ]


def test_two_questions_of_different_kinds_are_not_compared():
    when = {"field": "end", "operator": "less_than", "other": "start"}
    end = field_json("number", key="end", refuse_when=when, refuse_message="x")
    assert problems(form_json([field_json("date", key="start"), end])) == [
        ("pages/0/groups/0/fields/1/refuse_when", "operand")
    ]
