import pytest

from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, display, question, refusal


@pytest.mark.parametrize("raw", [True, "yes", "on", "true", "1"])
def test_clean_of_consent_is_true(raw):
    assert clean("consent", raw) is True


@pytest.mark.parametrize("raw", [None, False, "", "no", "off", "false", "0"])
def test_clean_of_no_consent_is_unanswered(raw):
    assert clean("consent", raw) is UNANSWERED


@pytest.mark.parametrize("raw", [1, 0, 1.0, ["yes"], {}, "maybe", "yes\n"])
def test_clean_refuses_anything_else(raw):
    assert refusal("consent", raw) == ("wrong_shape", None, {})


def test_display_says_so():
    assert display("consent", True) == "同意する"


def test_to_raw_is_what_the_box_posts():
    assert clean("consent", field_type("consent").to_raw(question("consent"), True)) is True


def test_question_asks_for_consent():
    assert field_type("consent").question(question("consent")) == "「質問」に同意しますか。"


def test_json_schema_is_true_only():
    assert field_type("consent").json_schema(question("consent")) == {"const": True}
