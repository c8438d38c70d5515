import pytest

from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.fieldtypes.text import check_pattern
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, display, field_problems, question, refusal


def test_clean_trims():
    assert clean("text", "　岐阜 ") == "岐阜"


@pytest.mark.parametrize("raw", [None, "", " ", "\u200b"])
def test_clean_of_nothing_is_unanswered(raw):
    assert clean("text", raw) is UNANSWERED


def test_clean_refuses_a_second_line():
    assert refusal("text", "一\n二") == ("one_line", None, {})


def test_clean_refuses_too_much():
    assert refusal("text", "あ" * 6, max_length=5) == ("too_long", None, {"max": 5})


def test_clean_takes_200_characters_where_the_form_says_nothing():
    assert refusal("text", "あ" * 201) == ("too_long", None, {"max": 200})


def test_clean_refuses_too_little():
    assert refusal("text", "あ", min_length=2) == ("too_short", None, {"min": 2})


def test_clean_accepts_what_matches_the_whole_pattern():
    assert clean("text", "AB-12", pattern="[A-Z]{2}-[0-9]{2}") == "AB-12"


@pytest.mark.parametrize("raw", ["xAB-12", "AB-123", "ab-12"])
def test_clean_refuses_what_matches_in_part_only(raw):
    refused = refusal("text", raw, pattern="[A-Z]{2}-[0-9]{2}", pattern_message="例: AB-12")
    assert refused == ("pattern", None, {"message": "例: AB-12"})


def test_clean_is_linear_whatever_the_pattern():
    assert refusal("text", "a" * 5000 + "!", pattern="(a+)+", max_length=10000)[0] == "pattern"


def test_clean_refuses_a_lone_surrogate_before_the_pattern_sees_it():
    assert refusal("text", "\ud800", pattern=".") == ("bad_characters", None, {})


def test_display_and_export_are_the_text():
    kind, field = field_type("text"), question("text")
    assert (display("text", "\ufa19"), kind.export(field, "\ufa19")) == ("\ufa19", "\ufa19")


def test_json_schema_says_how_long():
    schema = field_type("text").json_schema(question("text", min_length=2, max_length=9))
    assert schema == {"type": "string", "minLength": 2, "maxLength": 9}


def test_operand_is_composed_as_answers_are():
    assert field_type("text").operand(question("text"), "か\u3099") == "が"


def test_operand_must_be_text():
    with pytest.raises(ValueError, match="1"):
        field_type("text").operand(question("text"), 1)


@pytest.mark.parametrize("options", [{"min_length": 5, "max_length": 4}, {"min_length": 201}])
def test_check_refuses_limits_that_exclude_everything(options):
    assert field_problems("text", **options) == [("max_length", "limits")]


@pytest.mark.parametrize("pattern", ["(", "[", "a{2,1}", r"(?=a)", r"(a)\1", "(a{1000}){1000}"])
def test_check_refuses_a_pattern_that_cannot_be_used(pattern):
    assert field_problems("text", pattern=pattern) == [("pattern", "pattern")]


def test_check_pattern_refuses_a_lone_surrogate():
    assert [(option, code) for option, code, _ in check_pattern("\ud800")] == [("pattern", "pattern")]


@pytest.mark.parametrize("type", ["text", "textarea"])
def test_a_my_number_is_refused(type):
    assert refusal(type, "わたしの番号は 9876-5432-1018 です") == ("my_number", None, {})
