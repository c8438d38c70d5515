from datetime import date

import pytest

from chatbot.dialogue.filling.offering import Heard, answers_in
from forms_app.schema.definition import load
from forms_app.services.shipped import read_shipped
from tests.factories import forms

TODAY = date(2026, 11, 24)
ADDRESS = {"postal_code": "500-8076", "prefecture": "岐阜県", "city": "岐阜市", "town": "司町40-1", "building": ""}
KIND = {
    "key": "kind", "type": "choice", "label": "種類", "required": True,
    "options": [{"value": "sofa", "label": "ソファー"}, {"value": "desk", "label": "学習机"}, {"value": "other", "label": "その他"}],
}  # fmt: skip


def understood(sentence: str, *questions: dict, raw=None, settled=frozenset(), asked: str = "") -> dict:
    definition = load(forms.definition(*questions))
    field = definition.field(asked) if asked else None
    return answers_in(definition, raw or {}, settled, Heard(sentence, TODAY, "岐阜市"), asked=field)


def question(kind: str, key: str = "it", **facts) -> dict:
    return {"key": key, "type": kind, "label": key, **facts}


def test_everyday_sentence_answers_a_form_that_ships():
    definition = load(read_shipped("bulky-waste")["definition"])
    sentence = "明日の午後、粗大ごみを2つ出したい。岐阜市司町40-1です"
    assert answers_in(definition, {}, frozenset(), Heard(sentence, TODAY, "岐阜市")) == {
        "count": "2",
        "address": ADDRESS,
    }


@pytest.mark.parametrize(
    ("kind", "sentence", "raw"),
    [
        ("date", "明日お願いします", {"year": "2026", "month": "11", "day": "25"}),
        ("birthday", "昭和30年4月1日生まれです", {"era": "昭和", "year": "30", "month": "4", "day": "1"}),
        ("number", "粗大ごみを3つ", "3"),
        ("money", "費用は5,000円でした", "5000"),
        ("time", "午後2時に伺います", "午後2時"),
        ("phone", "電話は058-272-1111です", "058-272-1111"),
        ("email", "hanako@example.jpまで", "hanako@example.jp"),
        ("address", "岐阜市司町40-1です", ADDRESS),
        ("location", "司町40-1の前の道", {"address": "岐阜市司町40-1", "latitude": "", "longitude": ""}),
    ],
)
def test_answer_of_each_type_is_understood(kind, sentence, raw):
    assert understood(sentence, question(kind)) == {"it": raw}


@pytest.mark.parametrize("kind", ["text", "textarea", "name", "yes_no", "consent", "bank_account", "signature"])
def test_what_only_the_resident_can_say_is_never_guessed(kind):
    sentence = "はい、岐阜花子です。同意します。明日2つ出します。電話は058-272-1111です"
    assert understood(sentence, question(kind, **({"text": "x"} if kind == "consent" else {}))) == {}


def test_choice_is_understood_by_its_name():
    assert understood("古い学習机を出したい", KIND) == {"kind": "desk"}


@pytest.mark.parametrize("sentence", ["その他のこと", "学習机ではない", "学習机かソファー", "2"])
def test_choice_that_is_not_named_alone_is_not_understood(sentence):
    assert understood(sentence, KIND) == {}


def test_two_questions_that_could_be_meant_are_left():
    assert understood("明日から", question("date", "from"), question("date", "until")) == {}


def test_number_goes_to_the_question_of_its_unit():
    people, dogs = question("number", "people", unit="人"), question("number", "dogs", unit="匹")
    assert understood("犬が2匹います", people, dogs) == {"dogs": "2"}


def test_answer_that_would_be_refused_is_not_offered():
    assert understood("昨日です", question("date", min="today")) == {}


def test_what_is_answered_already_is_left():
    assert understood("3つです", question("number"), raw={"it": "2"}) == {}


def test_answer_to_a_day_is_not_taken_for_another_day():
    days = question("date", "from"), question("date", "until")
    assert understood("明日です", *days, raw={"from": "2026-11-25"}, settled=frozenset({"from"}), asked="from") == {}


def test_answer_that_opens_a_question_answers_it_too():
    count = question("number", "count", show_when={"field": "kind", "operator": "equals", "value": "desk"})
    assert understood("学習机を2つ", KIND, count) == {"kind": "desk", "count": "2"}


def test_very_long_sentence_is_not_searched():
    assert understood("司町40-1" * 200, question("address")) == {}
