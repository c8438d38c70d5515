import pytest

from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, question


@pytest.mark.parametrize("raw", [None, "text", [], {}, 1])
def test_clean_takes_no_answer(raw):
    assert clean("paragraph", raw) is UNANSWERED


def test_question_is_the_text():
    assert field_type("paragraph").question(question("paragraph", text="印鑑は要りません。")) == "印鑑は要りません。"


def test_question_without_a_text_is_the_label():
    assert field_type("paragraph").question(question("paragraph")) == "質問"
