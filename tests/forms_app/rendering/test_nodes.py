import pytest

from forms_app.rendering.nodes import AnswerNode, walk
from forms_app.schema.registry import FIELD_TYPES
from tests.forms_app.schema.questions import comparison, field_json, form

FILE = "00000000-0000-0000-0000-000000000001"


def texts(definition, values) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(page.title, [(node.field.key, node.text) for node in page.answers]) for page in walk(definition, values)]


def test_walk_gives_the_answers_page_by_page_in_the_order_of_the_form():
    definition = form([field_json("text", key="b"), field_json("number", key="a")], [field_json("text", key="c")])
    assert texts(definition, {"c": "三", "a": "1000", "b": "一"}) == [
        ("ページ0", [("b", "一"), ("a", "1,000")]),
        ("ページ1", [("c", "三")]),
    ]


def test_walk_shows_a_question_without_an_answer_as_empty():
    (page,) = walk(form([field_json("text")]), {})
    assert [(node.text, node.is_answered) for node in page.answers] == [("", False)]


def test_walk_leaves_out_hidden_questions():
    definition = form([field_json("text", key="a"), field_json("text", show_when=comparison("a", "answered"))])
    assert texts(definition, {"q": "old"}) == [("ページ0", [("a", "")])]


def test_walk_leaves_out_what_takes_no_answer():
    definition = form([field_json("heading", key="a"), field_json("text")], [field_json("paragraph", key="b")])
    assert texts(definition, {}) == [("ページ0", [("q", "")])]


def test_walk_leaves_out_a_page_with_nothing_to_show():
    definition = form([field_json("text", key="a")], [field_json("text", show_when=comparison("a", "answered"))])
    assert [page.page.key for page in walk(definition, {})] == ["p0"]


def test_walk_gives_the_ids_of_files_and_no_text():
    (page,) = walk(form([field_json("attachment")]), {"q": [FILE]})
    assert [(node.text, node.file_ids, node.is_answered) for node in page.answers] == [("", (FILE,), True)]


VALUES = {
    "text": ("一", "一"),
    "textarea": ("一\n二", "一\n二"),
    "number": ("1000", "1,000"),
    "date": ("2026-11-23", "2026年11月23日（令和8年）"),
    "choice": ("fig", "いちじく"),
    "choices": (["apple", "fig"], "りんご、いちじく"),
    "name": (
        {"family": "\ufa19", "given": "花子", "family_kana": "カミ", "given_kana": "ハナコ"},
        "\ufa19 花子（カミ ハナコ）",
    ),
    "address": (
        {"postal_code": "500-8701", "prefecture": "岐阜県", "city": "岐阜市", "town": "司町40-1", "building": ""},
        "〒500-8701 岐阜県岐阜市司町40-1",
    ),
    "phone": ("058-272-1111", "058-272-1111"),
    "email": ("a@example.jp", "a@example.jp"),
    "location": ({"address": "岐阜駅", "latitude": "", "longitude": ""}, "岐阜駅"),
    "consent": (True, "同意する"),
    "calculated": ("1200", "1,200"),
    "repeat": ([{"item": "犬"}, {"item": "猫"}], "質問1\n　品名: 犬\n質問2\n　品名: 猫"),
    "document": ({"sha256": "0" * 64}, "読んで了承した"),
    "hidden": ("leaflet", "leaflet"),
    "slot": ("morning", "morning"),
    "signature": ({"kind": "typed", "name": "岐阜 花子"}, "岐阜 花子（氏名の入力による署名）"),
}


def test_every_type_with_a_text_is_here():
    shown_elsewhere = {name for name, kind in FIELD_TYPES.items() if kind.sample[1]}  # with the type's own test
    answered = {name for name, kind in FIELD_TYPES.items() if kind.takes_answer}
    assert answered - shown_elsewhere - VALUES.keys() == {"attachment"}


@pytest.mark.parametrize("name", VALUES)
def test_walk_writes_every_type_as_a_person_reads_it(name):
    value, text = VALUES[name]
    assert texts(form([field_json(name)]), {"q": value}) == [("ページ0", [("q", text)])]


def test_a_node_carries_its_question():
    definition = form([field_json("text")])
    (page,) = walk(definition, {"q": "一"})
    assert page.answers == (AnswerNode(definition.field("q"), "質問", "一"),)


def test_a_drawn_signature_is_a_picture():
    (page,) = walk(form([field_json("signature")]), {"q": {"kind": "drawn", "png": "iVBORw0KGgo="}})
    assert [(node.text, node.picture) for node in page.answers] == [
        ("手書きの署名", "data:image/png;base64,iVBORw0KGgo=")
    ]
