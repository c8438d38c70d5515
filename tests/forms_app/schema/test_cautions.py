from forms_app.schema.cautions import Caution, cautions
from tests.forms_app.schema.questions import comparison, field_json, form

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
