from datetime import date

import pytest

from forms_app.schema.carry_over import carry_over
from forms_app.schema.definition import load
from tests.factories import forms

TODAY = date(2026, 11, 23)
TEXT = {"key": "name", "type": "text", "label": "犬の名前"}
PHOTO = {"key": "photo", "type": "attachment", "label": "写真", "accept": ["image"]}
KIND = {"key": "kind", "type": "choice", "label": "種類", "options": [{"value": "a", "label": "柴犬"}]}


def carry(before: dict, after: dict, answer: object) -> tuple[dict, list[str]]:
    old, new = (load(forms.definition(question)) for question in (before, after))
    carried = carry_over(old, new, {before["key"]: answer}, today=TODAY)
    return carried.raw, [field.label for field in carried.again]


def test_same_question_keeps_its_answer():
    assert carry(TEXT, {**TEXT, "label": "お名前"}, "ポチ") == ({"name": "ポチ"}, [])


def test_answer_that_breaks_a_new_rule_stays_as_typed_and_is_named():
    assert carry(TEXT, {**TEXT, "max_length": 2}, "ポチコ") == ({"name": "ポチコ"}, ["犬の名前"])


def test_answer_half_typed_stays_as_typed_and_is_named():
    mail = {"key": "mail", "type": "email", "label": "メール"}
    assert carry(mail, mail, "hanako@") == ({"mail": "hanako@"}, ["メール"])


def test_question_of_another_type_is_asked_again():
    assert carry(TEXT, {**TEXT, "type": "name", "label": "名前"}, "ポチ") == ({}, ["名前"])


def test_choice_that_is_no_longer_offered_is_named():
    other = {**KIND, "options": [{"value": "b", "label": "秋田犬"}]}
    assert carry(KIND, other, "a") == ({"kind": "a"}, ["種類"])


def test_question_no_longer_asked_is_left_behind():
    assert carry(TEXT, KIND, "ポチ") == ({}, [])


@pytest.mark.parametrize("empty", ["", [], {"family": "", "given": ""}])
def test_question_never_answered_is_not_named(empty):
    assert carry(TEXT, {**TEXT, "type": "email"}, empty) == ({}, [])


@pytest.mark.parametrize("type", ["consent", "document"])
def test_consent_is_kept_to_the_same_text_only(type):
    rules = {"key": "rules", "type": type, "label": "規約", "text": "つないで散歩します。"}
    assert carry(rules, {**rules, "label": "お約束"}, "yes") == ({"rules": "yes"}, [])
    assert carry(rules, {**rules, "text": "放して散歩します。"}, "yes") == ({}, ["規約"])


def test_file_is_kept_under_the_same_rules_only():
    sent = ["4f2a9a2e-7f7d-4a44-9a39-0f6e6d2d1b11"]
    assert carry(PHOTO, {**PHOTO, "label": "写真2"}, sent) == ({"photo": sent}, [])
    assert carry(PHOTO, {**PHOTO, "accept": ["pdf"]}, sent) == ({}, ["写真"])
