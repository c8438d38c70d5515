import pytest

from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.fieldtypes.corporate_number import check_digit
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, question, refusal

TAX_AGENCY = "7000012050002"


@pytest.mark.parametrize("raw", [TAX_AGENCY, "７０００－０１２０－５０００－２", "7 0000 1205 0002"])
def test_clean_is_thirteen_digits(raw):
    assert clean("corporate_number", raw) == TAX_AGENCY


def test_clean_of_nothing_is_unanswered():
    assert clean("corporate_number", "") is UNANSWERED


@pytest.mark.parametrize("raw", ["8000012050002", "7000012050020", "700001205000", "70000120500022", "abc"])
def test_clean_refuses_a_slip(raw):
    assert refusal("corporate_number", raw) == ("not_a_corporate_number", None, {})


def test_check_digit_is_that_of_the_ordinance():
    assert check_digit("000012050002") == 7


def test_to_raw_is_taken_again():
    kind = field_type("corporate_number")
    assert clean("corporate_number", kind.to_raw(question("corporate_number"), TAX_AGENCY)) == TAX_AGENCY
