from datetime import date

import pytest

from chatbot.dialogue.filling.part_reading import Told, read_part
from chatbot.dialogue.filling.parts import composed, mistake_in, next_part, without, without_last
from forms_app.schema.answers import validate
from forms_app.schema.definition import load
from forms_app.schema.field import Field
from tests.factories import forms

TODAY = date(2026, 11, 24)
FAMILY = {
    "type": "repeat", "row_label": "家族", "max_rows": 3,
    "fields": [
        {"key": "who", "type": "name", "label": "氏名", "required": True},
        {"key": "age", "type": "number", "label": "年齢"},
    ],
}  # fmt: skip
SCALE = {
    "type": "matrix",
    "items": [{"value": "desk", "label": "窓口"}, {"value": "hall", "label": "館内"}],
    "options": [{"value": "good", "label": "よい"}, {"value": "bad", "label": "よくない"}],
}


def field(**facts) -> Field:
    return load(forms.definition({"key": "it", "label": "項目", **facts})).field("it")


def talk(question: Field, *said: str) -> dict:
    """What is given after these were said, one to each part."""
    definition = load(forms.definition({"key": "x", "type": "text", "label": "x"}))
    told_to = validate(definition, {}, today=TODAY)
    given: dict = {}
    for text in said:
        part = next_part(question, given, today=TODAY)
        given |= part.passed_over if text == "とばす" else read_part(part, Told(text, told_to, TODAY, "岐阜市"))
    return given


@pytest.mark.parametrize(
    ("facts", "said", "raw"),
    [
        ({"type": "name"}, ["岐阜 花子", "ぎふ はなこ"], forms.NAME | {"family_kana": "ぎふ", "given_kana": "はなこ"}),
        ({"type": "name"}, ["岐阜 花子 ぎふ はなこ"], forms.NAME | {"family_kana": "ぎふ", "given_kana": "はなこ"}),
        ({"type": "address"}, ["500-8076", "40-1", "なし"],
         {"postal_code": "500-8076", "prefecture": "岐阜県", "city": "岐阜市", "town": "司町40-1", "building": ""}),
        ({"type": "address"}, ["司町40-1", "101号室"],
         {"postal_code": "500-8076", "prefecture": "岐阜県", "city": "岐阜市", "town": "司町40-1", "building": "101号室"}),
        ({"type": "address"}, ["100-0001", "東京都", "千代田区", "千代田1-1", "なし"],
         {"postal_code": "100-0001", "prefecture": "東京都", "city": "千代田区", "town": "千代田1-1", "building": ""}),
        ({"type": "date_range"}, ["12月1日", "12月5日"], {"from": "2026-12-01", "to": "2026-12-05"}),
        ({"type": "date_range"}, ["12月1日から12月5日まで"], {"from": "2026-12-01", "to": "2026-12-05"}),
        ({"type": "bank_account"}, ["岐阜銀行", "本店", "普通", "0123456", "ギフ ハナコ"],
         {"institution": "銀行・信用金庫・農協など", "bank": "岐阜銀行", "branch": "本店", "account_type": "普通",
          "number": "0123456", "holder": "ギフ ハナコ"}),
        ({"type": "bank_account"}, ["ゆうちょ銀行", "12345", "12345671", "ギフ ハナコ"],
         {"institution": "ゆうちょ銀行", "symbol": "12345", "postal_number": "12345671", "holder": "ギフ ハナコ"}),
        (SCALE, ["よい", "よくない"], {"desk": "good", "hall": "bad"}),
        ({"type": "signature"}, ["岐阜花子", "はい"], {"typed": "岐阜花子", "confirmed": "yes"}),
        (FAMILY, ["岐阜 花子", "ぎふ はなこ", "40", "はい", "岐阜 太郎 ぎふ たろう", "とばす", "いいえ"],
         [{"who": forms.NAME | {"family_kana": "ぎふ", "given_kana": "はなこ"}, "age": "40"},
          {"who": {"family": "岐阜", "given": "太郎", "family_kana": "ぎふ", "given_kana": "たろう"}, "age": ""}]),
    ],
)  # fmt: skip
def test_parts_become_the_answer_of_a_control(facts, said, raw):
    question = field(**facts)
    given = talk(question, *said)
    assert next_part(question, given, today=TODAY) is None
    assert composed(question, given) == raw


def test_rows_end_where_no_more_are_allowed():
    given = talk(field(**{**FAMILY, "max_rows": 1}), "岐阜 花子 ぎふ はなこ", "40")
    assert next_part(field(**{**FAMILY, "max_rows": 1}), given, today=TODAY) is None


def test_rows_that_are_needed_are_not_asked_whether():
    needed = {**FAMILY, "min_rows": 2}
    given = talk(field(**needed), "岐阜 花子 ぎふ はなこ", "40")
    assert next_part(field(**needed), given, today=TODAY).fills == ("1-who-family", "1-who-given")


def test_mistake_is_found_in_the_part_that_was_just_given():
    question = field(type="name")
    given = talk(question, "岐阜 花子", "岐阜 花子")
    mistake = mistake_in(question, given, today=TODAY)
    assert (mistake.code, mistake.part) == ("not_kana", "family_kana")
    assert next_part(question, without(given, mistake), today=TODAY).name == "family_kana"


def test_what_is_not_given_yet_is_no_mistake():
    question = field(**FAMILY, required=True)
    assert mistake_in(question, talk(question, "岐阜 花子"), today=TODAY) is None


def test_step_back_opens_the_last_part():
    question = field(type="bank_account")
    given = talk(question, "銀行", "岐阜銀行")
    assert next_part(question, without_last(given, question, today=TODAY), today=TODAY).name == "bank"
