import pytest

from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, question, refusal


@pytest.mark.parametrize("raw", ["500-8701", "5008701", "〒５００－８７０１", "500 8701"])
def test_clean_is_seven_digits(raw):
    assert clean("postal_code", raw) == "500-8701"


def test_clean_of_nothing_is_unanswered():
    assert clean("postal_code", " ") is UNANSWERED


@pytest.mark.parametrize("raw", ["500-870", "50087011", "abc", "500-87o1"])
def test_clean_refuses_what_is_no_postal_code(raw):
    assert refusal("postal_code", raw) == ("not_a_postal_code", None, {})


@pytest.mark.parametrize(
    ("code", "shown"),
    [("500-8701", "〒500-8701"), ("100-0001", "〒100-0001")],
)
def test_display_begins_with_the_code(code, shown):
    assert field_type("postal_code").display(question("postal_code"), code).startswith(shown)


def test_display_names_the_town_of_a_code_of_the_prefecture():
    assert field_type("postal_code").display(question("postal_code"), "500-8833") == "〒500-8833（岐阜市神田町）"


def test_table_has_the_bare_code():
    assert field_type("postal_code").export(question("postal_code"), "500-8833") == "500-8833"
