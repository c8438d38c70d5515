import pytest

from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, display, field_problems, question, refusal


@pytest.mark.parametrize("raw", ["3", "３", 3])
def test_clean_is_the_step(raw):
    assert clean("rating", raw) == "3"


def test_clean_of_nothing_is_unanswered():
    assert clean("rating", "") is UNANSWERED


def test_clean_refuses_what_is_no_step():
    refused = [refusal("rating", raw, steps=4) for raw in ("0", "5", "2.5")]
    assert refused == [
        ("too_small", None, {"min": "1"}),
        ("too_large", None, {"max": "4"}),
        ("not_an_integer", None, {}),
    ]


@pytest.mark.parametrize(("value", "shown"), [("1", "1（不満）"), ("2", "2"), ("3", "3（満足）")])
def test_display_says_what_the_ends_mean(value, shown):
    assert display("rating", value, steps=3, low_label="不満", high_label="満足") == shown


def test_export_is_the_bare_step():
    assert field_type("rating").export(question("rating", high_label="満足"), "5") == "5"


def test_to_raw_is_taken_again():
    assert clean("rating", field_type("rating").to_raw(question("rating"), "5")) == "5"


@pytest.mark.parametrize("steps", [1, 11])
def test_two_to_ten_steps_are_possible(steps):
    assert field_problems("rating", steps=steps) == [("steps", "shape")]
