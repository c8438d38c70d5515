from forms_app.schema.cautions import Caution, cautions
from forms_app.schema.definition import load
from tests.forms_app.schema.questions import comparison, field_json, form, form_json

EMAIL = field_json("email", key="email", label="メールアドレス")
NEVER = {"all": [comparison("a", "answered"), comparison("a", "not_answered")]}


def found(*pages, has_retention: bool = True) -> list[Caution]:
    return cautions(form(*pages), has_retention=has_retention)


def test_a_sound_form_has_no_cautions():
    assert found([field_json("text"), EMAIL]) == []


def test_a_question_nobody_sees_is_named():
    assert found([field_json("text", key="a"), field_json("text", key="b", label="二", show_when=NEVER), EMAIL]) == [
        Caution("never_shown", "field", "b")
    ]


def test_a_page_nobody_sees_is_named_once():
    pages = [field_json("text", key="a"), EMAIL], [field_json("text", key="b", show_when=NEVER)]
    assert found(*pages) == [Caution("never_shown_page", "page", "p1")]


def test_questions_of_one_page_with_one_name_are_named():
    twice = [field_json("text", key="a"), field_json("text", key="b")]
    assert found([*twice, EMAIL], [field_json("text", key="c")]) == [
        Caution("same_label", "field", "a"),
        Caution("same_label", "field", "b"),
    ]


def test_an_option_longer_than_a_button_is_named():
    options = [{"value": "x", "label": "あ" * 21}, {"value": "y", "label": "い" * 20}]
    assert found([field_json("choice", options=options), EMAIL]) == [
        Caution("long_option", "field", "q", {"label": "あ" * 21, "longest": 20})
    ]


def test_a_page_of_many_questions_is_named():
    many = [field_json("text", key=f"q{number}", label=f"質問{number}") for number in range(12)]
    assert found([*many, EMAIL]) == [Caution("long_page", "page", "p0", {"count": 13})]


def test_a_form_without_a_mail_address_is_told():
    assert found([field_json("text")]) == [Caution("no_email")]


def test_personal_data_without_retention_is_told():
    assert found([EMAIL], has_retention=False) == [Caution("no_retention")]
    plain = [field_json("text"), {**EMAIL, "personal": False}]
    assert found(plain, has_retention=False) == []


def test_cautions_come_in_the_order_of_the_form():
    first = [field_json("text", key=f"q{number}", label=f"質問{number}") for number in range(13)]
    assert [
        caution.key for caution in found([*first, EMAIL], [field_json("text", key="a"), field_json("text", key="b")])
    ] == [
        "p0",
        "a",
        "b",
    ]


def translated(**texts) -> dict:
    return form_json([{**EMAIL, "translations": {"en": texts}}])


def test_a_language_begun_and_not_finished_is_told():
    whole = translated(label="E-mail") | {"translations": {"en": {"title": "Application"}}}
    facts = {"language": "en", "count": 3, "missing": 1, "is_offered": True}
    assert cautions(load(whole), has_retention=True) == [Caution("missing_translation", params=facts)]


def test_a_language_without_the_title_is_not_offered():
    [caution] = cautions(load(translated(label="E-mail")), has_retention=True)
    assert caution.params["is_offered"] is False


def test_a_finished_language_is_no_caution():
    whole = translated(label="E-mail") | {"translations": {"en": {"title": "Application"}}}
    whole["pages"][0]["translations"] = {"en": {"title": "Page"}}
    assert cautions(load(whole), has_retention=True) == []


def test_a_translation_older_than_its_japanese_is_told():
    before, after = translated(label="E-mail"), translated(label="E-mail")
    after["pages"][0]["groups"][0]["fields"][0]["label"] = "連絡先のメールアドレス"
    found = cautions(load(after), has_retention=True, published=load(before))
    facts = {"language": "en", "text": "連絡先のメールアドレス", "count": 1}
    assert found[-1] == Caution("outdated_translation", params=facts)
