import pytest

from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.fieldtypes.choice import option_labels
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import FRUIT, clean, display, field_problems, question, refusal


def test_clean_takes_the_value_of_an_option():
    assert clean("choice", "pear") == "pear"


@pytest.mark.parametrize("raw", [None, "", " "])
def test_clean_of_nothing_is_unanswered(raw):
    assert clean("choice", raw) is UNANSWERED


@pytest.mark.parametrize("raw", ["なし", "PEAR", "grape"])
def test_clean_refuses_what_is_no_option(raw):
    assert refusal("choice", raw) == ("not_an_option", None, {})


@pytest.mark.parametrize("raw", [["pear"], {"pear": 1}, 1, True])
def test_clean_refuses_another_shape(raw):
    assert refusal("choice", raw) == ("wrong_shape", None, {})


def test_display_is_the_label():
    assert display("choice", "pear") == "なし"


def test_display_of_an_option_that_is_gone_is_its_value():
    assert display("choice", "grape") == "grape"


def test_export_is_the_label():
    assert field_type("choice").export(question("choice"), "pear") == "なし"


def test_json_schema_names_the_values():
    assert field_type("choice").json_schema(question("choice")) == {"enum": ["apple", "pear", "fig"]}


def test_question_asks_to_choose():
    assert field_type("choice").question(question("choice")) == "「質問」を選んでください。"


def test_option_labels_keep_the_order():
    assert list(option_labels(question("choice")).values()) == ["りんご", "なし", "いちじく"]


@pytest.mark.parametrize("value", ["grape", None, 1, ("pear",)])
def test_operand_must_be_an_option(value):
    with pytest.raises(ValueError):  # noqa: PT011 — its text is the value
        field_type("choice").operand(question("choice"), value)


def test_check_refuses_an_option_that_stands_twice():
    assert field_problems("choice", options=[*FRUIT, FRUIT[0]]) == [("options", "duplicate_option")]


@pytest.mark.parametrize("value", ["", "Ａ", "a b", "-a", "apple\n", "a" * 41])
def test_a_value_is_written_in_small_letters_digits_and_dashes(value):
    options = [{"value": value, "label": "りんご"}]
    assert set(field_problems("choice", options=options)) == {("options/0/value", "shape")}


def test_options_are_needed():
    assert field_problems("choice", options=[]) == [("options", "shape")]
