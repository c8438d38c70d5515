import pytest

from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, question, refusal


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("058-272-1111", "058-272-1111"),
        ("0582721111", "058-272-1111"),
        ("０５８ー２７２ー１１１１", "058-272-1111"),
        ("(058) 272-1111", "058-272-1111"),
        ("+81 58 272 1111", "058-272-1111"),
        ("\u202d090-1234-5678\u202c", "090-1234-5678"),
        ("0120-000-123", "0120-000-123"),
        ("05012345678", "050-1234-5678"),
        ("+1 202-456-1111", "+1 202-456-1111"),
    ],
)
def test_clean_writes_the_number_as_its_country_does(typed, kept):
    assert clean("phone", typed) == kept


@pytest.mark.parametrize("raw", [None, "", "　"])
def test_clean_of_nothing_is_unanswered(raw):
    assert clean("phone", raw) is UNANSWERED


@pytest.mark.parametrize(
    "typed", ["272-1111", "110", "000-0000-0000", "電話なし", "058-272-1111 内線 12", "-", "+999 1", "1" * 40]
)
def test_clean_refuses_what_is_no_number(typed):
    assert refusal("phone", typed) == ("not_a_phone", None, {})


@pytest.mark.parametrize("raw", [582721111, ["058-272-1111"], {}, True])
def test_clean_refuses_another_shape(raw):
    assert refusal("phone", raw) == ("wrong_shape", None, {})


def test_json_schema_is_a_short_text():
    assert field_type("phone").json_schema(question("phone")) == {"type": "string", "maxLength": 40}
