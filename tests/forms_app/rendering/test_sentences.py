"""Every refusal becomes a polite Japanese sentence that tells what to do."""

import ast
import re
from pathlib import Path

import pytest

from forms_app import schema
from forms_app.rendering.sentences import KIND_NAMES, SENTENCES, part_name, sentence, upload_sentence
from forms_app.schema.answers import validate
from forms_app.schema.errors import ERROR_CODES, FieldError
from forms_app.schema.registry import FIELD_TYPES
from forms_app.services import attachments
from forms_app.services.errors import UploadRefused
from forms_app.web import page_input
from tests.forms_app.schema.questions import TODAY, field_json, form, question

FACTS = {"min": "2", "max": "5", "days": 3, "on": "", "years": 150, "era": "昭和", "first": "元年12月25日", "last": "64年1月7日",
         "same": "平成2年3月1日", "month": "令和8年2月"}  # fmt: skip
POLITE_END = re.compile(r"(ください|ます|です|でした|ました)(（[^）]*）)?。$")
A_FILE = "00000000-0000-0000-0000-000000000001"


def of(type: str, code: str, part: str | None = None, **params: object) -> str:
    facts = {name: params.pop(name) for name in ("unit",) if name in params}
    return sentence(question(type, **facts), FieldError("q", code, part, params))


def codes_given_to(error: str, folder: Path) -> set[str]:
    """The first argument of every call, in every source below `folder`; a call without a plain one shows as its code."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.py"))]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [call for call in calls if getattr(call.func, "id", "") == error]
    return {call.args[0].value if isinstance(call.args[0], ast.Constant) else ast.unparse(call) for call in named}


def test_every_code_the_kernel_raises_has_a_sentence():
    raised = codes_given_to("AnswerError", Path(schema.__path__[0]))
    assert raised - SENTENCES.keys() == set()


def test_the_sentences_are_those_of_the_codes():
    assert SENTENCES.keys() == ERROR_CODES.keys()


@pytest.mark.parametrize("code", ERROR_CODES)
def test_every_sentence_is_polite_japanese(code):
    said = of("number", code, **FACTS)
    assert (said[:4], bool(POLITE_END.search(said)), "%" in said) == ("「質問」", True, False)


@pytest.mark.parametrize("code", ERROR_CODES)
def test_a_label_with_a_percent_sign_is_shown_as_it_is(code):
    field = question("number", label="割合（100%）%(max)s")
    assert sentence(field, FieldError("q", code, params=FACTS)).startswith("「割合（100%）%(max)s」")


@pytest.mark.parametrize(
    ("type", "said"),
    [
        ("text", "「質問」を入力してください。"),
        ("name", "「質問」を入力してください。"),
        ("choice", "「質問」を選んでください。"),
        ("choices", "「質問」を選んでください。"),
        ("attachment", "「質問」を添付してください。"),
    ],
)
def test_required_asks_with_the_verb_of_the_type(type, said):
    assert of(type, "required") == said


@pytest.mark.parametrize(
    ("type", "code", "part", "params", "said"),
    [
        ("name", "part_required", "family_kana", {}, "「質問」の姓のふりがなを入力してください。"),
        (
            "address",
            "not_a_postal_code",
            "postal_code",
            {},
            "「質問」の郵便番号は7桁の数字で入力してください（例: 500-8701）。",
        ),
        ("text", "too_long", None, {"max": 200}, "「質問」は200文字以内で入力してください。"),
        ("number", "too_small", None, {"min": "2", "unit": "kg"}, "「質問」は2kg以上で入力してください。"),
        ("number", "too_large", None, {"max": "5", "unit": "個"}, "「質問」は5個以下で入力してください。"),
        ("choices", "too_few_choices", None, {"min": 10}, "「質問」は10個以上選んでください。"),
        ("choices", "too_many_choices", None, {"max": 2}, "「質問」は2個までにしてください。"),
        ("attachment", "too_many_files", None, {"max": 5}, "「質問」は5件までにしてください。"),
        (
            "name",
            "private_characters",
            "family",
            {},
            "「質問」の姓に、ほかの機器では表示できない外字が入っています。別の漢字か、かなで入力してください。",
        ),
    ],
)
def test_a_sentence_names_the_place_and_the_facts(type, code, part, params, said):
    assert of(type, code, part, **params) == said


@pytest.mark.parametrize(
    ("code", "params", "said"),
    [
        ("too_young", {"min": 65, "max": None, "on": ""}, "申請する日に65歳以上の方が対象です。"),
        ("too_old", {"min": None, "max": 5, "on": ""}, "申請する日に5歳までの方が対象です。"),
        ("too_old", {"min": 3, "max": 5, "on": "2027年4月1日（令和9年）"}, "2027年4月1日（令和9年）に3歳から5歳までの方が対象です。"),
        ("too_old", {"min": 65, "max": 65, "on": ""}, "申請する日に65歳の方が対象です。"),
    ],
)  # fmt: skip
def test_an_age_that_does_not_fit_is_told_with_the_rule(code, params, said):
    assert of("birthday", code, **params) == f"「質問」が合っているか、確かめてください。{said}"


def test_a_day_outside_its_era_is_told_by_its_own():
    facts = {"era": "昭和", "last": "64年1月7日", "same": "平成2年3月1日"}
    assert (
        of("birthday", "after_era", "year", **facts)
        == "「質問」の年を確かめてください。昭和は64年1月7日までです。同じ日は、平成2年3月1日です。"
    )


def test_a_day_without_an_era_of_its_own_is_told_without_it():
    facts = {"era": "明治", "first": "元年1月25日", "same": ""}
    assert (
        of("birthday", "before_era", "year", **facts) == "「質問」の年を確かめてください。明治は元年1月25日からです。"
    )


def test_pattern_says_what_the_form_says():
    assert (
        of("text", "pattern", message="例: AB-12 のように入力してください。") == "例: AB-12 のように入力してください。"
    )


def test_pattern_without_a_message_asks_to_look_again():
    assert of("text", "pattern", message="") == "「質問」の書き方を確かめてください。"


def test_part_name_of_a_part_without_a_label_is_the_part():
    assert part_name(question("name"), "middle") == "「質問」のmiddle"


WRONG = {
    "text": "\x00",
    "textarea": "\ue000",
    "number": "x",
    "date": {"year": "2026", "month": "13", "day": "1"},
    "choice": "grape",
    "choices": ["grape"],
    "name": {"family": "岐阜"},
    "address": {"postal_code": "1"},
    "phone": "110",
    "email": "a",
    "location": {"latitude": "35"},
    "attachment": ["x"],
    "consent": [],
    "repeat": [{"item": "二行\nある"}],
    "document": [],
    "slot": "morning",
    "signature": {"drawn": "data:image/png;base64,x"},
}


WRONG |= {name: [[]] for name, kind in FIELD_TYPES.items() if kind.sample[1]}  # no type takes a list in a list


def test_a_wrong_answer_of_each_type_is_here():
    assert WRONG.keys() == {name for name, kind in FIELD_TYPES.items() if kind.is_asked}


@pytest.mark.parametrize("name", WRONG)
def test_what_the_kernel_refuses_can_be_said(name):
    definition = form([field_json(name)])
    (error,) = validate(definition, {"q": WRONG[name]}, today=TODAY).errors
    assert POLITE_END.search(sentence(definition.field("q"), error))


UPLOADS = {
    "too_large": [
        ({"max_bytes": 10 * 1024 * 1024}, "「質問」のファイルが大きすぎます。10.0 MB以内のファイルを選んでください。"),
        ({"max_pixels": 100}, "「質問」の画像が大きすぎます。もう少し小さい画像を選んでください。"),
    ],
    "empty": [({}, "「質問」のファイルの中身が空です。別のファイルを選んでください。")],
    "too_many": [({"max_files": 3}, "「質問」は3件までにしてください。")],
    "kind_not_allowed": [({"accepted": ["jpeg", "pdf"]}, "「質問」に使えるファイルは JPEG、PDF です。")],
    "content_mismatch": [({}, "「質問」のファイルを開けませんでした。撮り直すか、別のファイルを選んでください。")],
}


def test_every_refusal_of_an_upload_is_here():
    raised = codes_given_to("UploadRefused", Path(attachments.__file__).parent)
    assert raised | codes_given_to("UploadRefused", Path(page_input.__file__).parent) == UPLOADS.keys()


@pytest.mark.parametrize(
    ("code", "params", "said"), [(code, params, said) for code, cases in UPLOADS.items() for params, said in cases]
)
def test_a_refused_upload_is_told(code, params, said):
    told = upload_sentence(question("attachment"), UploadRefused(code, **params))
    assert told.replace("\xa0", " ") == said


def test_every_kind_of_file_that_is_accepted_has_a_name():
    accepted = {kind for kinds in attachments.ACCEPTED_KINDS.values() for kind in kinds}
    assert accepted - KIND_NAMES.keys() == set()
