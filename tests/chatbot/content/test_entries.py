"""What is written in chatbot/content: whole, told apart, true to the forms that ship, and readable on every machine."""

import re
from collections import Counter

import pytest

from chatbot.content.load import PLACEHOLDERS, categories, entries, fill, placeholders
from forms_app.services.shipped import read_shipped, shipped_slugs
from portal.demo.people import SECTIONS

ENTRIES = entries()
LEAVES = [category["slug"] for category in categories() if category["parent"] is not None]
TOWN = {
    "municipality": "美濃加茂市",
    "office": "市役所",
    "phone": "0574-25-0000",
    "section_phone": "0574-25-0000",
    "hours": "月曜から金曜の午前8時30分から午後5時15分まで",
}
WRITTEN_OTHERWISE = {
    "下さい": "ください", "出来る": "できる", "出来ま": "できま", "宜しく": "よろしく", "致します": "いたします", "頂": "いただ",
    "お客様各位": "", "障害者の方": "障がいのある方", "子供の": "子どもの", "ゴミ": "ごみ", "　": "", "〜": "から", "して下": "してくだ",
}  # fmt: skip


def each_entry():
    return pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["slug"])


def texts(entry):
    labels = [link["label"] for link in entry["links"]]
    return [
        entry["question"],
        *entry["paraphrases"],
        entry["answer"],
        entry["short_answer"],
        entry["legal_basis"],
        *labels,
    ]


def test_entries_are_two_hundred():
    assert len(ENTRIES) == 200


def test_categories_of_entries_are_thirty_or_more():
    assert len(LEAVES) >= 30


def test_every_category_below_another_has_entries_and_no_other_has():
    assert sorted({entry["category"] for entry in ENTRIES}) == sorted(LEAVES)


def test_every_category_above_has_others_below():
    above = {category["slug"] for category in categories() if category["parent"] is None}
    assert {category["parent"] for category in categories()} - {None} == above


def test_every_category_has_one_general_entry():
    assert Counter(entry["category"] for entry in ENTRIES if entry["general"]) == dict.fromkeys(LEAVES, 1)


def test_every_form_that_ships_is_reached_from_an_entry_and_no_other():
    assert sorted({entry["form"] for entry in ENTRIES} - {None}) == shipped_slugs()


def test_no_two_entries_are_asked_in_the_same_words():
    asked = Counter(words for entry in ENTRIES for words in (entry["question"], *entry["paraphrases"]))
    assert [words for words, times in asked.items() if times > 1] == []


def test_every_placeholder_is_used():
    used = {
        name for entry in ENTRIES for text in (entry["answer"], entry["short_answer"]) for name in placeholders(text)
    }
    assert used == set(PLACEHOLDERS)


@each_entry()
def test_entry_fits_the_section_of_its_form(entry):
    assert entry["form"] is None or entry["section"] == read_shipped(entry["form"])["section"]


@each_entry()
def test_entry_belongs_to_a_section_that_the_demo_has(entry):
    assert entry["section"] in {section.key for section in SECTIONS}


@each_entry()
def test_entry_points_to_its_form_only_if_it_has_one(entry):
    assert ("下のオンラインの入口" in entry["answer"]) == (entry["form"] is not None)


@each_entry()
def test_entry_is_readable_in_every_japanese_encoding(entry):
    """No circled digits, no ㈱: JIS X 0208 alone, which the old systems of town halls know too."""
    for text in texts(entry):
        assert text.encode("shift_jis") == text.encode("cp932")


@each_entry()
def test_entry_is_spelled_as_the_house_spells(entry):
    found = [wrong for wrong in WRITTEN_OTHERWISE for text in texts(entry) if wrong in text]
    assert found == []


@each_entry()
def test_entry_says_procedure_as_the_pages_do(entry):
    """手続, as on every button; residents may well ask for a 手続き."""
    assert [text for text in (entry["question"], entry["answer"], entry["short_answer"]) if "手続き" in text] == []


@each_entry()
def test_entry_writes_digits_and_letters_in_half_width(entry):
    assert [sign for text in texts(entry) for sign in re.findall("[０-９Ａ-Ｚａ-ｚ％]", text)] == []


@each_entry()
def test_entry_has_no_placeholder_in_its_questions(entry):
    assert [text for text in (entry["question"], *entry["paraphrases"]) if placeholders(text)] == []


@each_entry()
def test_entry_answers_in_three_to_twelve_lines(entry):
    assert 3 <= len(entry["answer"].splitlines()) <= 12


@each_entry()
def test_entry_ends_its_sentences(entry):
    assert entry["short_answer"].endswith("。") or entry["short_answer"].endswith(("{section_phone}", "{phone}"))


@each_entry()
def test_entry_stays_short_when_the_town_is_filled_in(entry):
    assert len(fill(entry["short_answer"], TOWN)) <= 140
    assert len(fill(entry["answer"], TOWN)) <= 900
