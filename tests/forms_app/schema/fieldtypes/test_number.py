from decimal import Decimal

import pytest

from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.fieldtypes.number import decimal_places, plain
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, display, field_problems, question, refusal

LARGEST = "999999999999999"
# Named: pytest cannot write an integer of 5000 digits either.
TOO_LARGE = {"infinity": float("inf"), "16 digits": 10**15, "5000 digits": 10**5000, "float": 1e308, "text": "9" * 16}
TOO_SMALL = {"infinity": float("-inf"), "16 digits": -(10**15), "5000 digits": -(10**5000), "text": "-" + "9" * 16}


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("12", "12"),
        ("１２．５", "12.5"),
        ("1,234,567", "1234567"),
        ("１，２３４", "1234"),
        ("－３", "-3"),
        ("ー3", "-3"),
        ("+3", "3"),
        ("007", "7"),
        ("0.50", "0.5"),
        ("-0", "0"),
        (" 3 ", "3"),
        (12, "12"),
        (12.0, "12"),
        (12.5, "12.5"),
        (1e-07, "0.0000001"),
        (0, "0"),
        (LARGEST, LARGEST),
        (-int(LARGEST), "-" + LARGEST),
        ("0.0000000001", "0.0000000001"),
        ("1." + "0" * 30, "1"),
    ],
)
def test_clean_writes_a_plain_decimal(raw, number):
    assert clean("number", raw) == number


@pytest.mark.parametrize("raw", [None, "", "　"])
def test_clean_of_nothing_is_unanswered(raw):
    assert clean("number", raw) is UNANSWERED


@pytest.mark.parametrize(
    "raw",
    [
        "abc",
        "1.",
        ".5",
        "1e5",
        "NaN",
        "Infinity",
        "--1",
        "1,5",
        "12,34",
        "1 2",
        "十二",
        "٣",
        "0x10",
        "1_000",
        "1\u200b/2",
    ],
)
def test_clean_refuses_what_is_no_number(raw):
    assert refusal("number", raw) == ("not_a_number", None, {})


def test_clean_refuses_nan():
    assert refusal("number", float("nan")) == ("not_a_number", None, {})


@pytest.mark.parametrize("raw", [True, False, [], ["1"], {}, {"year": "1"}, Decimal(1)])
def test_clean_refuses_what_is_neither_text_nor_number(raw):
    assert refusal("number", raw) == ("wrong_shape", None, {})


@pytest.mark.parametrize("raw", TOO_LARGE.values(), ids=TOO_LARGE)
def test_clean_refuses_more_than_15_digits(raw):
    assert refusal("number", raw) == ("too_large", None, {"max": LARGEST})


@pytest.mark.parametrize("raw", TOO_SMALL.values(), ids=TOO_SMALL)
def test_clean_refuses_less_than_15_digits(raw):
    assert refusal("number", raw) == ("too_small", None, {"min": "-" + LARGEST})


def test_clean_takes_off_the_unit():
    assert clean("number", "５ｋｇ", unit="kg") == "5"


def test_clean_refuses_another_unit():
    assert refusal("number", "5g", unit="枚") == ("not_a_number", None, {})


@pytest.mark.parametrize("raw", ["1.5", 1.5])
def test_clean_refuses_a_fraction_where_a_whole_number_is_asked(raw):
    assert refusal("number", raw, integer=True) == ("not_an_integer", None, {})


def test_clean_takes_a_whole_number_with_an_empty_fraction():
    assert clean("number", "2.0", integer=True) == "2"


@pytest.mark.parametrize(
    ("raw", "options", "most"), [("1.234", {"decimals": 2}, 2), (0.1 + 0.2, {}, 10), (5e-324, {}, 10)]
)
def test_clean_refuses_too_many_decimals(raw, options, most):
    assert refusal("number", raw, **options) == ("too_many_decimals", None, {"max": most})


def test_clean_refuses_below_the_lower_limit():
    assert refusal("number", "0.4", min=0.5) == ("too_small", None, {"min": "0.5"})


def test_clean_refuses_above_the_upper_limit():
    assert refusal("number", "11", max=10) == ("too_large", None, {"max": "10"})


@pytest.mark.parametrize("raw", ["1", "10"])
def test_clean_takes_the_limits_themselves(raw):
    assert clean("number", raw, min=1, max=10) == raw


def test_display_groups_thousands_and_adds_the_unit():
    assert display("number", "1234567.5", unit="円") == "1,234,567.5円"


def test_export_is_the_bare_number():
    assert field_type("number").export(question("number", unit="円"), "1234567.5") == "1234567.5"


def test_comparable_is_exact():
    assert field_type("number").comparable(question("number"), "0.1") == Decimal("0.1")


@pytest.mark.parametrize(("value", "operand"), [(5, Decimal(5)), (0.1, Decimal("0.1")), ("1,000", Decimal(1000))])
def test_operand_is_exact(value, operand):
    assert field_type("number").operand(question("number"), value) == operand


@pytest.mark.parametrize("value", [True, None, "five", [5], {}])
def test_operand_must_be_a_number(value):
    with pytest.raises(ValueError):  # noqa: PT011 — its text is the value
        field_type("number").operand(question("number"), value)


def test_check_refuses_limits_that_exclude_everything():
    assert field_problems("number", min=2, max=1) == [("max", "limits")]


@pytest.mark.parametrize(("number", "text"), [("1E+5", "100000"), ("-0.0", "0"), ("1.500", "1.5"), ("100", "100")])
def test_plain_has_no_exponent_and_no_empty_zeros(number, text):
    assert plain(Decimal(number)) == text


@pytest.mark.parametrize(("number", "places"), [("1", 0), ("1.50", 1), ("0.001", 3), ("1E+5", 0)])
def test_decimal_places_count_what_matters(number, places):
    assert decimal_places(Decimal(number)) == places
