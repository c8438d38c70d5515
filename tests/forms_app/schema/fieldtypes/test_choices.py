import pytest

from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, display, field_problems, question, refusal


def test_clean_gives_each_value_once_in_the_order_of_the_options():
    assert clean("choices", ["fig", "apple", "fig", ""]) == ["apple", "fig"]


@pytest.mark.parametrize("raw", [None, "", [], [""], [None]])
def test_clean_of_nothing_is_unanswered(raw):
    assert clean("choices", raw) is UNANSWERED


def test_clean_refuses_what_is_no_option():
    assert refusal("choices", ["apple", "grape"]) == ("not_an_option", None, {})


@pytest.mark.parametrize("raw", ["apple", {"apple": True}, 1, True, [1], [["apple"]], [{}], [""] * 1001])
def test_clean_refuses_another_shape(raw):
    assert refusal("choices", raw) == ("wrong_shape", None, {})


def test_clean_refuses_too_few():
    assert refusal("choices", ["apple"], min_choices=2) == ("too_few_choices", None, {"min": 2})


def test_clean_refuses_too_many():
    assert refusal("choices", ["apple", "fig"], max_choices=1) == ("too_many_choices", None, {"max": 1})


def test_clean_counts_a_value_chosen_twice_once():
    assert clean("choices", ["fig", "fig"], max_choices=1) == ["fig"]


def test_display_joins_the_labels():
    assert display("choices", ["apple", "fig"]) == "りんご、いちじく"


def test_comparable_can_be_asked_what_it_contains():
    assert field_type("choices").comparable(question("choices"), ["apple"]) == ("apple",)


def test_json_schema_names_the_values():
    schema = field_type("choices").json_schema(question("choices"))
    assert schema == {"type": "array", "uniqueItems": True, "items": {"enum": ["apple", "pear", "fig"]}}


@pytest.mark.parametrize("options", [{"min_choices": 4}, {"min_choices": 2, "max_choices": 1}])
def test_check_refuses_limits_that_exclude_everything(options):
    assert field_problems("choices", **options) == [("min_choices", "limits")]
