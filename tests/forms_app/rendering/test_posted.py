"""Rows of a repeating question between controls and the raw shape of the schema; single questions: web/test_page_input.py."""

import pytest
from django.http import QueryDict

from forms_app.rendering.posted import control_values, raw_value
from tests.forms_app.schema.questions import question

HOME = question(
    "repeat",
    fields=[
        {"key": "who", "type": "name", "label": "氏名"},
        {"key": "day", "type": "text", "label": "曜日"},
        {"key": "many", "type": "choices", "label": "いくつでも", "options": [{"value": "a", "label": "あ"}]},
    ],
)


def rows(body: str) -> object:
    return raw_value(HOME, QueryDict(body))


def test_rows_are_read_one_by_one():
    assert rows("q-rows=2&q-0-day=mon&q-1-day=tue&q-1-who-family=Gifu&q-1-many=a") == [
        {"who": {"family": "", "given": "", "family_kana": "", "given_kana": ""}, "day": "mon", "many": []},
        {"who": {"family": "Gifu", "given": "", "family_kana": "", "given_kana": ""}, "day": "tue", "many": ["a"]},
    ]


@pytest.mark.parametrize(
    ("written", "number"), [("", 0), ("x", 0), ("-1", 0), ("٣", 3), ("1e9", 0), ("99999", 0), ("999", 30)]
)
def test_the_number_of_rows_is_never_beyond_measure(written, number):
    post = QueryDict(mutable=True)
    post["q-rows"] = written
    assert len(raw_value(HOME, post)) == number


def test_control_values_are_read_back_as_they_were():
    typed = rows("q-rows=2&q-0-day=mon&q-1-who-family=Gifu&q-1-many=a")
    post = QueryDict(mutable=True)
    for name, value in control_values("q", typed):
        post.appendlist(name, value)
    assert raw_value(HOME, post) == typed
