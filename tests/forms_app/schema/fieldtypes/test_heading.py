from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, field_problems, question


def test_clean_takes_no_answer():
    assert clean("heading", "text") is UNANSWERED


def test_question_is_the_label():
    assert field_type("heading").question(question("heading")) == "質問"


def test_a_text_is_no_option_here():
    assert field_problems("heading", text="説明") == [("", "shape")]
