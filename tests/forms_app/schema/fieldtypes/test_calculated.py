import pytest

from forms_app.schema.answers import validate
from tests.forms_app.schema.questions import TODAY, comparison, display, field_json, form, form_json, problems


def calculated(formula: str, raw: dict[str, object], *, types: tuple[str, ...] = ("number", "number"), **options):
    questions = [field_json(kind, key=key) for key, kind in zip("ab", types, strict=True)]
    definition = form([*questions, field_json("calculated", formula=formula, **options)])
    return validate(definition, raw, today=TODAY).values.get("q")


def test_calculated_is_worked_out_from_other_answers():
    assert calculated("a * b", {"a": "3", "b": "1,200"}) == "3600"


@pytest.mark.parametrize(("rounding", "result"), [("half_up", "0.13"), ("down", "0.12"), ("up", "0.13")])
def test_calculated_is_rounded_once_at_the_end(rounding, result):
    assert calculated("a / b", {"a": "1", "b": "8"}, decimals=2, rounding=rounding) == result


def test_calculated_of_what_is_not_answered_is_not_there():
    assert calculated("a * b", {"a": "3"}) is None


def test_calculated_ignores_what_somebody_sends_in_its_place():
    assert calculated("a + b", {"a": "1", "b": "2", "q": "0"}) == "3"


def test_calculated_beyond_fifteen_digits_is_not_there():
    assert calculated("a * b", {"a": "999999999999999", "b": "10"}) is None


def test_calculated_of_a_hidden_question_is_not_there():
    definition = form(
        [
            field_json("number", key="a"),
            field_json("number", key="b", show_when=comparison("a", "at_least", 10)),
            field_json("calculated", formula="default(b, 0) + a"),
        ]
    )
    assert validate(definition, {"a": "1", "b": "5"}, today=TODAY).values == {"a": "1", "q": "1"}


def test_calculated_is_never_required():
    definition = form([field_json("number", key="a"), field_json("calculated", formula="a + 1", required=True)])
    assert validate(definition, {}, today=TODAY).errors == ()


def test_calculated_can_be_read_by_a_condition():
    shown = field_json("text", key="c", show_when=comparison("q", "at_least", 10))
    definition = form([shown, field_json("calculated", formula="a * 2"), field_json("number", key="a")])
    assert "c" in validate(definition, {"a": "5"}, today=TODAY).visible


def test_calculated_shows_its_unit():
    assert display("calculated", "3600", unit="円") == "3,600円"


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("a +", "formula_syntax"),
        ("exec(a)", "formula_function"),
        ("nobody + 1", "unknown_field"),
        ("a + t", "formula_name"),
        ("a > 1", "formula_kind"),
        ("q + 1", "cycle"),
    ],
)
def test_a_formula_that_cannot_be_is_refused_at_save(formula, code):
    fields = [field_json("number", key="a"), field_json("text", key="t"), field_json("calculated", formula=formula)]
    assert [problem[1] for problem in problems(form_json(fields))] == [code]


def test_calculated_questions_that_go_in_a_circle_are_refused():
    fields = [field_json("calculated", key=key, formula=f"{other} + 1") for key, other in ("ab", "ba")]
    assert [problem[1] for problem in problems(form_json(fields))] == ["cycle"]
