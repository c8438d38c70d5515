from decimal import Decimal

import pytest

from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, display, field_problems, question, refusal


@pytest.mark.parametrize("raw", ["1000", "1,000円", "１，０００ 円", 1000])
def test_clean_is_whole_yen(raw):
    assert clean("money", raw) == "1000"


def test_clean_of_nothing_is_unanswered():
    assert clean("money", " ") is UNANSWERED


@pytest.mark.parametrize("raw", ["1万円", "千円", "1,00円"])
def test_clean_never_guesses_a_sum(raw):
    assert refusal("money", raw) == ("not_a_number", None, {})


@pytest.mark.parametrize("raw", ["1.5", 1.5])
def test_clean_refuses_parts_of_a_yen(raw):
    assert refusal("money", raw) == ("not_an_integer", None, {})


def test_clean_refuses_less_than_nothing():
    assert refusal("money", "-1") == ("too_small", None, {"min": "0"})


def test_clean_refuses_what_is_outside_the_limits():
    refused = [refusal("money", raw, min=100, max=500) for raw in ("99", "501")]
    assert refused == [("too_small", None, {"min": "100"}), ("too_large", None, {"max": "500"})]


def test_display_groups_thousands():
    assert display("money", "1234567") == "1,234,567円"


def test_to_raw_is_taken_again():
    assert clean("money", field_type("money").to_raw(question("money"), "1000")) == "1000"


def test_comparable_is_a_number():
    assert field_type("money").comparable(question("money"), "1000") == Decimal(1000)


def test_check_refuses_limits_that_exclude_everything():
    assert field_problems("money", min=2, max=1) == [("max", "limits")]
