import json

import pytest

from chatbot.content.load import FOLDER, PLACEHOLDERS, BadContent, categories, entries, fill, placeholders

ENTRY = {
    "slug": "move-in",
    "category": "moving",
    "question": "引っ越してきたときの手続きは何ですか？",
    "paraphrases": ["転入届", "引っ越し"],
    "answer": "住み始めた日から14日以内に、{office}の窓口へ転入届を出してください。転出証明書と本人確認書類をお持ちください。お問い合わせは {section_phone} へ。",
    "short_answer": "14日以内に{office}へ転入届を出してください。",
    "links": [],
    "form": None,
    "section": "citizens",
    "legal_basis": "住民基本台帳法第22条",
    "general": True,
    "review_months": 12,
    "audience": "",
}


@pytest.fixture
def folder(tmp_path):
    """A small, sound content of its own, to be broken."""
    (tmp_path / "entries").mkdir()
    write(tmp_path / "categories.json", [{"slug": "moving", "label": "引っ越し", "parent": None}])
    write(tmp_path / "entries" / "moving.json", [ENTRY])
    return tmp_path


def write(path, content):
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def test_entries_of_a_sound_folder_are_read(folder):
    assert entries(folder) == [ENTRY]


def test_entries_come_in_the_order_of_the_categories():
    order = [category["slug"] for category in categories()]
    ranks = [order.index(entry["category"]) for entry in entries()]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"question": "引っ越してきました"}, "does not match"),
        ({"short_answer": "あ" * 121}, "is too long"),
        ({"answer": ENTRY["answer"] + "{mayor}"}, "unknown placeholder: mayor"),
        ({"short_answer": ENTRY["short_answer"] + "{}"}, "unknown placeholder"),
        ({"category": "garbage"}, "of another category: garbage"),
        ({"links": [{"label": "国", "url": "http://example.jp/"}]}, "links"),
        ({"color": "red"}, "'color' was unexpected"),
    ],
)
def test_entries_refuse_a_bad_entry_and_say_where(folder, change, reason):
    write(folder / "entries" / "moving.json", [{**ENTRY, **change}])
    with pytest.raises(BadContent, match=reason) as refusal:
        entries(folder)
    assert "moving.json" in str(refusal.value)


def test_entries_refuse_an_entry_that_stands_there_twice(folder):
    write(folder / "entries" / "moving.json", [ENTRY, ENTRY])
    with pytest.raises(BadContent, match="move-in stands there twice"):
        entries(folder)


def test_entries_refuse_a_file_of_an_unknown_category(folder):
    write(folder / "entries" / "garbage.json", [])
    with pytest.raises(BadContent, match=r"garbage\.json: there is no such category"):
        entries(folder)


def test_entries_refuse_a_file_that_is_no_json(folder):
    (folder / "entries" / "moving.json").write_text("[{", encoding="utf-8")
    with pytest.raises(BadContent, match=r"moving\.json"):
        entries(folder)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([("moving", None), ("moving", None)], "moving stands there twice"),
        ([("moving", "registration")], "a parent that is not above it: registration"),
        ([("Moving", None)], "does not match"),
    ],
)
def test_categories_refuse_a_bad_tree(folder, rows, reason):
    write(folder / "categories.json", [{"slug": slug, "label": "届出", "parent": parent} for slug, parent in rows])
    with pytest.raises(BadContent, match=reason):
        categories(folder)


def test_categories_refuse_a_missing_file(tmp_path):
    with pytest.raises(BadContent, match=r"categories\.json"):
        categories(tmp_path)


def test_placeholders_are_named_once_each():
    assert placeholders("{office}の{phone}、{office}") == ["office", "phone"]


def test_fill_puts_the_values_of_the_town():
    assert fill("{office}（{phone}）", {"office": "町役場", "phone": "0584-00-0000"}) == "町役場（0584-00-0000）"


def test_fill_takes_a_value_as_it_is():
    assert fill("{office}", {"office": "{phone}"}) == "{phone}"


@pytest.mark.parametrize("text", ["{mayor}", "{phone}", "{}"])
def test_fill_refuses_a_hole_it_has_no_value_for(text):
    with pytest.raises(BadContent, match="no value for the placeholder"):
        fill(text, {"office": "町役場", "mayor": "長良"})


def test_readme_names_every_placeholder():
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [name for name in PLACEHOLDERS if f"`{{{name}}}`" not in readme] == []
