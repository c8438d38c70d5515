import json

import pytest

from forms_app.schema.definition import load
from forms_app.web.marks import marks_of, typed_here
from tests.factories import forms

QUESTIONS = load(
    forms.definition(
        {"key": "words", "type": "textarea", "label": "ことば"},
        {"key": "many", "type": "choices", "label": "いくつでも", "options": [{"value": "a", "label": "あ"}]},
        {"key": "who", "type": "name", "label": "お名前"},
    )
).fields
EMPTY = {"words": "", "many": [], "who": {"family": "", "given": "", "family_kana": "", "given_kana": ""}}


def shown(raw: dict) -> str:
    return json.dumps(marks_of(QUESTIONS, raw))


def test_answer_never_given_is_as_shown():
    assert typed_here(QUESTIONS, EMPTY, shown({})) == {}


def test_line_ends_of_the_browser_are_no_change():
    assert typed_here(QUESTIONS, {"words": "a\r\nb"}, shown({"words": "a\nb"})) == {}


def test_changed_answer_is_typed_here():
    posted = {**EMPTY, "words": "穴", "many": ["a"]}
    assert typed_here(QUESTIONS, posted, shown({"words": "溝"})) == {"words": "穴", "many": ["a"]}


@pytest.mark.parametrize("unreadable", ["", "{", "[]", "3", '{"words": 3}'])
def test_without_marks_everything_is_typed_here(unreadable):
    assert typed_here(QUESTIONS, EMPTY, unreadable) == EMPTY


def test_answer_with_files_has_no_mark():
    photo = load(forms.definition({"key": "photo", "type": "attachment", "label": "写真", "accept": ["image"]})).fields
    assert (marks_of(photo, {"photo": ["x"]}), typed_here(photo, {"photo": ["x"]}, "{}")) == ({}, {"photo": ["x"]})


FAMILY = {"key": "family", "type": "repeat", "label": "ご家族", "fields": [
    {"key": "name", "type": "text", "label": "お名前"}, {"key": "born", "type": "date", "label": "生年月日"},
]}  # fmt: skip
NOBODY = {"name": "", "born": {"year": "", "month": "", "day": ""}}


@pytest.mark.parametrize("kept", [[], [{}], [NOBODY, NOBODY]])
def test_empty_rows_shown_for_typing_are_no_change(kept):
    questions = load(forms.definition(FAMILY)).fields
    marks = json.dumps(marks_of(questions, {"family": kept}))
    assert typed_here(questions, {"family": [NOBODY]}, marks) == {}


def test_row_that_was_typed_is_a_change():
    questions = load(forms.definition(FAMILY)).fields
    typed = {"family": [NOBODY, {**NOBODY, "name": "太郎"}]}
    assert typed_here(questions, typed, json.dumps(marks_of(questions, {}))) == typed
