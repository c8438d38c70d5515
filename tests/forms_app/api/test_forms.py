"""What a program learns of the procedures."""

import pytest
from jsonschema import Draft202012Validator

from forms_app.schema.errors import ERROR_CODES
from tests.factories import forms

from .conftest import ANSWERS


def test_list_names_published_forms_only(program, form):
    forms.form(slug="secret-plan")
    answer = program.get("forms/")
    assert [(f["slug"], f["title"], f["section"], f["is_open"], f["version"]) for f in answer.json()["forms"]] == [
        ("dog", "犬の登録", "環境課", True, 1)
    ]


def test_list_costs_the_same_for_one_and_for_three(program, form, django_assert_num_queries):
    with django_assert_num_queries(3):  # schema, budget, forms
        program.get("forms/")
    forms.published_form(), forms.published_form()
    with django_assert_num_queries(3):
        program.get("forms/")


def test_stopped_form_is_listed_as_closed(program, in_town):
    forms.published_form(slug="stopped", is_stopped=True)
    assert program.get("forms/stopped/").json()["is_open"] is False


def test_form_shows_its_questions_and_where_their_schema_is(program, form):
    told = program.get("forms/dog/").json()
    assert [f["key"] for f in told["definition"]["pages"][0]["groups"][0]["fields"]] == ["applicant", "email", "remark"]
    assert told["answers_schema_url"].endswith("/api/v1/forms/dog/versions/1/answers-schema/")


@pytest.mark.parametrize("path", ["forms/nothing/", "forms/dog/versions/2/answers-schema/",
                                  "forms/dog/versions/99999999999999999999/answers-schema/", "nowhere/"])  # fmt: skip
def test_what_is_not_there_is_a_404_in_json(program, form, path):
    answer = program.get(path)
    assert (answer.status_code, answer["Content-Type"], answer.json()["code"]) == (404, "application/json", "not_found")


def test_answers_schema_takes_good_answers_and_refuses_others(program, form):
    schema = program.get("forms/dog/versions/1/answers-schema/").json()
    Draft202012Validator.check_schema(schema)
    judge = Draft202012Validator(schema)
    assert [judge.is_valid(ANSWERS), judge.is_valid({}), judge.is_valid({**ANSWERS, "more": 1})] == [True, False, False]


def test_validate_names_field_part_code_and_sentence(program, form):
    answers = {"applicant": {**forms.NAME, "given": ""}, "email": "hanako"}
    judged = program.post("forms/dog/validate/", {"answers": answers}).json()
    assert judged["fields"] == [
        {"field": "applicant", "part": "given", "code": "part_required", "message": "「お名前」の名を入力してください。"},
        {"field": "email", "part": None, "code": "not_an_email",
         "message": "「メールアドレス」の形を確かめてください（例: hanako@example.jp）。"},
    ]  # fmt: skip
    assert [judged["is_valid"], judged["required"], {p["code"] for p in judged["fields"]} <= ERROR_CODES.keys()] == [
        False, ["applicant"], True,
    ]  # fmt: skip


def test_validate_says_yes_to_good_answers(program, form):
    judged = program.post("forms/dog/validate/", {"answers": ANSWERS}).json()
    assert [judged["is_valid"], judged["fields"], judged["visible"]] == [True, [], ["applicant", "email", "remark"]]


def test_no_cookie_is_set_or_needed(program, form):
    program.post("forms/dog/validate/", {"answers": {}})
    assert program.client.cookies == {}


# --- languages --------------------------------------------------------------------------------------------------------


@pytest.fixture
def translated(in_town):
    name = {"key": "name", "type": "text", "label": "犬の名前", "required": True}
    name["translations"] = {"pt-BR": {"label": "Nome do cachorro"}}
    definition = forms.definition(name, title="犬の登録")
    definition["translations"] = {
        "pt-BR": {"title": "Registro de cães", "summary": "Registre"},
        "en": {"title": "Dogs"},
    }
    return forms.published_form(definition=definition, slug="perro", title="犬の登録", summary="登録します。")


@pytest.mark.parametrize(
    ("query", "accepted", "title", "language"),
    [
        ("", "", "犬の登録", "ja"),
        ("", "pt-BR,pt;q=0.9,en;q=0.8", "Registro de cães", "pt-BR"),
        ("", "pt-PT, ja;q=0.5", "Registro de cães", "pt-BR"),
        ("", "vi, en-US;q=0.7, ja;q=0.3", "Dogs", "en"),
        ("", "ja, en;q=0.9", "犬の登録", "ja"),
        ("", "en;q=0, *", "犬の登録", "ja"),
        ("", "\x00;;q=x", "犬の登録", "ja"),
        ("?language=en", "pt", "Dogs", "en"),
        ("?language=xx", "pt", "犬の登録", "ja"),
    ],
)  # fmt: skip
def test_form_is_told_in_the_language_asked(program, translated, query, accepted, title, language):
    answer = program.get(f"forms/perro/{query}", accept_language=accepted)
    told = answer.json()
    assert (told["title"], told["language"], answer["Content-Language"]) == (title, language, language)
    assert (told["languages"], told["definition"]["title"]) == (["ja", "en", "pt-BR"], title)


def test_answers_are_judged_alike_and_named_in_the_language(program, translated):
    judged = program.post("forms/perro/validate/?language=pt-BR", {"answers": {}}).json()
    assert (judged["fields"][0]["code"], judged["fields"][0]["message"]) == (
        "required",
        "「Nome do cachorro」を入力してください。",
    )
