from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, field_problems, question, refusal


def test_clean_keeps_lines_and_tabs():
    assert clean("textarea", " 一\r\n\t二\n") == "一\n\t二"


def test_clean_takes_4000_characters_where_the_form_says_nothing():
    assert refusal("textarea", "あ" * 4001) == ("too_long", None, {"max": 4000})


def test_clean_takes_as_many_as_the_form_allows():
    assert len(clean("textarea", "あ" * 10_000, max_length=10_000)) == 10_000


def test_json_schema_says_how_long():
    assert field_type("textarea").json_schema(question("textarea"))["maxLength"] == 4000


def test_a_pattern_is_no_option_here():
    assert field_problems("textarea", pattern="a") == [("", "shape")]
