import pytest

from forms_app.schema.answers import comparables, validate
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import (
    TODAY,
    clean,
    comparison,
    display,
    field_json,
    form,
    form_json,
    problems,
    question,
    refusal,
)

PERSON = [
    {"key": "name", "type": "name", "label": "氏名", "required": True},
    {"key": "income", "type": "number", "label": "収入", "min": 0, "unit": "円"},
    {"key": "job", "type": "text", "label": "仕事", "show_when": comparison("income", "at_least", 1)},
]
HANAKO = {"family": "岐阜", "given": "花子", "family_kana": "ぎふ", "given_kana": "はなこ"}
CLEAN = {"family": "岐阜", "given": "花子", "family_kana": "ギフ", "given_kana": "ハナコ"}


def household(*rows: object, **options) -> object:
    return clean("repeat", list(rows), fields=PERSON, **options)


def refused(*rows: object, **options) -> list[tuple[str, str | None]]:
    definition = form([field_json("repeat", fields=PERSON, **options)])
    return [(error.code, error.part) for error in validate(definition, {"q": list(rows)}, today=TODAY).errors]


def test_repeat_cleans_each_row_by_its_questions():
    assert household({"name": HANAKO, "income": "１，０００円"}) == [{"name": CLEAN, "income": "1000"}]


def test_repeat_leaves_out_rows_in_which_nothing_stands():
    assert household({"income": "5"} | {"name": HANAKO}, {"name": {}, "income": " "}) == [
        {"name": CLEAN, "income": "5"}
    ]


@pytest.mark.parametrize("raw", [None, "", [], [{}], [{"income": ""}]])
def test_repeat_of_nothing_is_not_answered(raw):
    assert not clean("repeat", raw, fields=PERSON)


def test_repeat_drops_what_is_hidden_in_its_row():
    rows = household({"name": HANAKO, "income": "0", "job": "農業"}, {"name": HANAKO, "income": "1", "job": "農業"})
    assert [row.get("job") for row in rows] == [None, "農業"]


def test_repeat_names_row_question_and_part_of_each_mistake():
    assert refused({"name": HANAKO, "income": "-1"}, {"name": {**HANAKO, "family": ""}, "income": "x"}) == [
        ("too_small", "0-income"), ("part_required", "1-name-family"), ("not_a_number", "1-income"),
    ]  # fmt: skip


def test_repeat_asks_for_what_a_begun_row_must_have():
    assert refused({"income": "3"}, {}) == [("required", "0-name")]


@pytest.mark.parametrize("raw", ["x", {"0": {}}, 3, ["x"], [["x"]]])
def test_repeat_refuses_another_shape(raw):
    assert refusal("repeat", raw, fields=PERSON)[0] == "wrong_shape"


def test_repeat_counts_its_rows():
    rows = [{"name": HANAKO}] * 3
    assert refusal("repeat", rows, fields=PERSON, max_rows=2) == ("too_many_rows", None, {"max": 2})
    assert refusal("repeat", rows, fields=PERSON, min_rows=4) == ("too_few_rows", None, {"min": 4})
    assert refusal("repeat", [{}] * 31, fields=PERSON)[0] == "too_many_rows"


def test_repeat_reads_as_people_do():
    rows = [{"name": CLEAN, "income": "1000"}, {"name": CLEAN}]
    assert display("repeat", rows, fields=PERSON, row_label="家族") == (
        "家族1\n　氏名: 岐阜 花子（ギフ ハナコ）\n　収入: 1,000円\n家族2\n　氏名: 岐阜 花子（ギフ ハナコ）"
    )


def test_repeat_goes_back_to_what_was_typed():
    field = question("repeat", fields=PERSON)
    rows = [{"name": CLEAN, "income": "1000", "job": "農業"}]
    kind = field_type("repeat")
    assert kind.clean(field, kind.to_raw(field, rows), today=TODAY) == rows


def test_repeat_lets_formulas_read_its_columns():
    questions = [field_json("repeat", key="home", fields=PERSON), field_json("calculated", formula="sum(home.income)")]
    rows = [{"name": HANAKO, "income": "200"}, {"name": HANAKO}, {"name": HANAKO, "income": "50"}]
    definition = form(questions)
    values = validate(definition, {"home": rows}, today=TODAY).values
    assert (values["q"], comparables(definition, values)["home"]) == ("250", 3)


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ([field_json("repeat", key="a", fields=PERSON)], ("fields/0/type", "type_in_row")),
        ([field_json("attachment", key="a")], ("fields/0/type", "type_in_row")),
        ([field_json("text", key="a"), field_json("text", key="a")], ("fields/1/key", "duplicate_key")),
        ([field_json("text", key="a", show_when=comparison("other", "answered"))], ("fields/0/show_when", "outside_row")),
        ([field_json("number", key="a", min=2, max=1)], ("fields/0/max", "limits")),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_refused_at_save(fields, found):
    place, code = found
    questions = [field_json("text", key="other"), field_json("repeat", fields=fields)]
    assert problems(form_json(questions)) == [(f"pages/0/groups/0/fields/1/{place}", code)]
