import json
import re

import pytest
from jsonschema import Draft202012Validator

from forms_app.schema.conditions import PRESENCE
from forms_app.schema.errors import AnswerError
from forms_app.schema.fieldtypes.base import (
    END,
    UNANSWERED,
    FieldType,
    clean_parts,
    clean_signs,
    clean_text,
    require_parts,
)
from forms_app.schema.registry import FIELD_TYPES
from tests.forms_app.schema.questions import question


def code_of(call, *arguments, **named) -> tuple[str, str | None]:
    with pytest.raises(AnswerError) as refused:
        call(*arguments, **named)
    return refused.value.code, refused.value.part


@pytest.mark.parametrize("raw", [None, UNANSWERED, "", "  \u3000\n\u200b"])
def test_clean_text_of_nothing_is_empty(raw):
    assert clean_text(raw) == ""


@pytest.mark.parametrize("raw", [1, 1.5, True, [], {}, b"text", object()])
def test_clean_text_takes_text_only(raw):
    assert code_of(clean_text, raw) == ("wrong_shape", None)


def test_clean_text_trims_and_composes():
    assert clean_text(" か\u3099くせい　") == "がくせい"


@pytest.mark.parametrize("name", ["\ufa19\ufa45", "髙﨑", "葛\U000e0100城", "𠮷野", "①Ⅲ㈱ｶﾞ"])
def test_clean_text_leaves_names_as_they_are(name):
    assert clean_text(name) == name


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028", "\u2029"])
def test_clean_text_writes_every_line_end_as_lf(line_end):
    assert clean_text(f"一{line_end}二", lines=True) == "一\n二"


def test_clean_text_keeps_tabs_between_lines():
    assert clean_text("品目\t数\n椅子\t2", lines=True) == "品目\t数\n椅子\t2"


def test_clean_text_makes_a_tab_in_one_line_a_space():
    assert clean_text("椅子\t2") == "椅子 2"


@pytest.mark.parametrize("line_end", ["\n", "\r", "\u2028"])
def test_clean_text_refuses_two_lines_where_one_is_asked(line_end):
    assert code_of(clean_text, f"一{line_end}二") == ("one_line", None)


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\ud800", "\u202e", "\uffff"], ids=ascii)
def test_clean_text_refuses_control_characters(sign):
    assert code_of(clean_text, f"a{sign}b", lines=True, part="town") == ("bad_characters", "town")


def test_clean_text_refuses_gaiji_with_their_own_code():
    assert code_of(clean_text, "辻\ue123", part="family") == ("private_characters", "family")


def test_clean_text_lets_pass_signs_this_python_does_not_know():
    assert clean_text("\U0001fae9\U000323b0") == "\U0001fae9\U000323b0"


def test_clean_text_takes_exactly_the_longest():
    assert clean_text("あ" * 10, longest=10) == "あ" * 10


def test_clean_text_refuses_one_more():
    assert code_of(clean_text, "あ" * 11, longest=10) == ("too_long", None)


def test_clean_text_counts_after_composing():
    assert clean_text("か\u3099" * 10, longest=10) == "が" * 10


def test_clean_text_does_not_read_ten_megabytes():
    assert code_of(clean_text, "\x00" * 10_000_000, longest=10) == ("too_long", None)


def test_clean_signs_folds_the_width():
    assert clean_signs("　ａ＠ｂ．ｊｐ ", longest=20) == "a@b.jp"


def test_clean_signs_drops_what_a_contact_list_adds():
    assert clean_signs("\u202d058-272-1111\u202c\u200b", longest=20) == "058-272-1111"


def test_clean_signs_does_not_read_ten_megabytes():
    assert code_of(clean_signs, "\u200b" * 10_000_000, longest=10) == ("too_long", None)


@pytest.mark.parametrize("raw", [None, UNANSWERED, "", {}, {"other": 1}])
def test_clean_parts_of_nothing_are_empty(raw):
    assert clean_parts(raw, ("city", "town"), longest=10) == {"city": "", "town": ""}


@pytest.mark.parametrize("raw", ["text", ["岐阜市"], 1, True])
def test_clean_parts_takes_a_mapping_only(raw):
    assert code_of(clean_parts, raw, ("city",), longest=10) == ("wrong_shape", None)


def test_clean_parts_names_the_part_it_refuses():
    assert code_of(clean_parts, {"city": "岐阜市", "town": []}, ("city", "town"), longest=10) == ("wrong_shape", "town")


def test_require_parts_names_the_first_part_missing():
    assert code_of(require_parts, {"a": "1", "b": "", "c": ""}, ("a", "b", "c")) == ("part_required", "b")


@pytest.mark.parametrize(("text", "fits"), [("a", True), ("a\n", False)])
def test_end_lets_no_last_line_break_through(text, fits):
    assert bool(re.search("^a" + END, text)) is fits


def test_unanswered_is_false():
    assert (bool(UNANSWERED), repr(UNANSWERED)) == (False, "UNANSWERED")


def test_a_type_without_clean_says_so():
    with pytest.raises(NotImplementedError):
        FieldType().clean(question("text"), "", today=None)


@pytest.mark.parametrize("name", FIELD_TYPES)
def test_every_json_schema_is_one(name):
    Draft202012Validator.check_schema(json.loads(json.dumps(FIELD_TYPES[name].json_schema(question(name)))))


@pytest.mark.parametrize("name", [name for name, kind in FIELD_TYPES.items() if kind.takes_answer])
def test_every_question_is_a_sentence_with_the_label(name):
    assert re.fullmatch("「質問」.+。", FIELD_TYPES[name].question(question(name)))


@pytest.mark.parametrize("name", FIELD_TYPES)
def test_every_part_has_a_label(name):
    kind = FIELD_TYPES[name]
    assert {*kind.parts, *kind.cell_parts} - {""} - set(kind.part_labels) == set()


@pytest.mark.parametrize("name", [name for name, kind in FIELD_TYPES.items() if set(kind.operators) <= set(PRESENCE)])
def test_types_that_are_not_compared_take_no_operand(name):
    with pytest.raises(ValueError, match="not compared"):
        FIELD_TYPES[name].operand(question(name), "x")
