import pytest

from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, question, refusal


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("hanako@example.jp", "hanako@example.jp"),
        (" ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ ", "hanako@example.jp"),
        ("Hanako+gifu@mail.example.co.jp", "Hanako+gifu@mail.example.co.jp"),
        ("ha..na.@docomo.example", "ha..na.@docomo.example"),
        ("\ufeffhanako@example.jp\u200b", "hanako@example.jp"),
    ],
)
def test_clean_folds_the_width_and_keeps_the_rest(typed, kept):
    assert clean("email", typed) == kept


@pytest.mark.parametrize("raw", [None, "", " "])
def test_clean_of_nothing_is_unanswered(raw):
    assert clean("email", raw) is UNANSWERED


@pytest.mark.parametrize(
    "typed",
    [
        "hanako",
        "@example.jp",
        "hanako@",
        "hanako@localhost",
        "hana ko@example.jp",
        "hanako@example..jp",
        "hanako@-example.jp",
        "a@b.jp,c@d.jp",
        "花子@example.jp",
        "Hanako <hanako@example.jp>",
        "a" * 65 + "@example.jp",
        "a@" + ".".join(["b" * 63] * 4),
    ],
)
def test_clean_refuses_what_is_no_address(typed):
    assert refusal("email", typed)[0] in {"not_an_email", "too_long"}


def test_clean_refuses_a_second_header_line():
    assert refusal("email", "hanako@example.jp\nBcc: all@example.jp") == ("one_line", None, {})


@pytest.mark.parametrize("raw", [1, ["hanako@example.jp"], {}, True])
def test_clean_refuses_another_shape(raw):
    assert refusal("email", raw) == ("wrong_shape", None, {})


def test_json_schema_names_the_format():
    assert field_type("email").json_schema(question("email")) == {"type": "string", "format": "email", "maxLength": 254}
