import pytest

from forms_app.schema.answers import validate
from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import TODAY, clean, comparison, display, field_json, form, question, refusal


@pytest.mark.parametrize(
    ("raw", "answer"), [("yes", True), ("はい", True), (True, True), ("ｎｏ", False), (False, False)]
)
def test_clean_is_true_or_false(raw, answer):
    assert clean("yes_no", raw) is answer


@pytest.mark.parametrize("raw", [None, "", "　"])
def test_clean_of_nothing_is_unanswered(raw):
    assert clean("yes_no", raw) is UNANSWERED


def test_clean_refuses_another_word():
    assert refusal("yes_no", "たぶん") == ("not_an_option", None, {})


@pytest.mark.parametrize("raw", [1, 0, [], ["yes"], {}])
def test_clean_refuses_another_shape(raw):
    assert refusal("yes_no", raw) == ("wrong_shape", None, {})


@pytest.mark.parametrize(("value", "shown"), [(True, "はい"), (False, "いいえ")])
def test_display_is_the_word(value, shown):
    assert display("yes_no", value) == shown


@pytest.mark.parametrize("value", [True, False])
def test_to_raw_is_taken_again(value):
    assert clean("yes_no", field_type("yes_no").to_raw(question("yes_no"), value)) is value


@pytest.mark.parametrize("value", ["たぶん", 1, None, []])
def test_operand_must_be_yes_or_no(value):
    with pytest.raises(ValueError):  # noqa: PT011 — its text is the value
        field_type("yes_no").operand(question("yes_no"), value)


@pytest.mark.parametrize("value", [False, "いいえ"])
def test_a_condition_reads_a_no(value):
    later = field_json("text", "why", show_when=comparison("q", "equals", value))
    definition = form([field_json("yes_no"), later])
    seen = [validate(definition, {"q": raw}, today=TODAY).visible for raw in ("yes", "no", "")]
    assert seen == [{"q"}, {"q", "why"}, {"q"}]


def test_no_answers_a_required_question():
    assert validate(form([field_json("yes_no", required=True)]), {"q": "no"}, today=TODAY).values == {"q": False}
