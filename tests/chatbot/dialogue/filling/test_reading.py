from datetime import date

import pytest

from chatbot.dialogue.filling.reading import needs_controls, options_on_offer, read_answer
from forms_app.schema.answers import validate
from forms_app.schema.definition import load
from tests.factories import forms

TODAY = date(2026, 11, 23)
OPTIONS = [{"value": "dog", "label": "犬"}, {"value": "cat", "label": "猫"}]


def read(kind: str, text: str, before: object = None, **facts):
    definition = load(forms.definition({"key": "it", "type": kind, "label": "それ", **facts}))
    answers = validate(definition, {}, today=TODAY)
    return read_answer(definition.field("it"), answers, text, before, today=TODAY)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("text", "そのまま", "そのまま"),
        ("yes_no", "うん", "yes"),
        ("yes_no", "いりません", "no"),
        ("yes_no", "たぶん", "たぶん"),
        ("consent", "同意します", "yes"),
        ("consent", "同意しません", "no"),
        ("date", "明日", {"year": "2026", "month": "11", "day": "24"}),
        ("date", "そのうち", "そのうち"),
        ("number", "二匹です", "2"),
        ("number", "3匹か4匹", "3匹か4匹"),
        ("money", "1,200円", "1200"),
        ("phone", "電話は058-214-4719です", "058-214-4719"),
        ("location", "司町40-1の前", {"address": "司町40-1の前", "latitude": "", "longitude": ""}),
        ("name", "岐阜 花子", {"family": "岐阜", "given": "花子"}),
        (
            "name",
            "岐阜 花子（ぎふ はなこ）",
            {"family": "岐阜", "given": "花子", "family_kana": "ぎふ", "given_kana": "はなこ"},
        ),
    ],
)
def test_read_answer_understands_everyday_words(kind, text, expected):
    assert read(kind, text) == expected


def test_read_answer_completes_a_name_with_its_reading():
    known = {"family": "岐阜", "given": "花子"}
    assert read("name", "ぎふ はなこ", known) == {**known, "family_kana": "ぎふ", "given_kana": "はなこ"}


def test_read_answer_finds_the_town_of_a_postal_code():
    address = read("address", "〒500-8076 岐阜県岐阜市司町40-1")
    assert (address["prefecture"], address["city"], address["town"]) == ("岐阜県", "岐阜市", "司町40-1")


def test_read_answer_adds_the_quarter_of_a_postal_code():
    assert read("address", "500-8076 40-1")["town"] == "司町40-1"


def test_read_answer_keeps_the_address_when_the_rest_follows():
    before = {"postal_code": "500-8701", "prefecture": "岐阜県", "city": "岐阜市", "town": "司町", "building": ""}
    assert read("address", "40-1", before)["town"] == "司町40-1"


@pytest.mark.parametrize(("text", "expected"), [("窓口と郵送", ["desk", "post"]), ("1", ["desk"]), ("鳥", ["鳥"])])
def test_read_answer_takes_several_choices(text, expected):
    ways = [{"value": "desk", "label": "窓口"}, {"value": "post", "label": "郵送"}]
    assert read("choices", text, options=ways) == expected


def test_read_answer_of_one_choice_refuses_two():
    assert read("choice", "犬と猫", options=OPTIONS) == "犬と猫"


def test_options_on_offer_leaves_out_what_does_not_go_with_the_answers():
    only_by_day = {"field": "day", "operator": "equals", "value": "yes"}
    options = [OPTIONS[0], {**OPTIONS[1], "show_when": only_by_day}]
    day = {"key": "day", "type": "yes_no", "label": "昼"}
    definition = load(forms.definition(day, {"key": "it", "type": "choice", "label": "それ", "options": options}))
    answers = validate(definition, {"day": "no"}, today=TODAY)
    assert [option["value"] for option in options_on_offer(definition.field("it"), answers)] == ["dog"]


@pytest.mark.parametrize(
    ("kind", "expected"), [("text", False), ("date", False), ("signature", True), ("attachment", True)]
)
def test_needs_controls_where_no_message_holds_the_answer(kind, expected):
    definition = load(forms.definition({"key": "it", "type": kind, "label": "それ"}))
    assert needs_controls(definition.field("it")) is expected
