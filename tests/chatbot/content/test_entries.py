"""What is written in chatbot/content: whole, told apart, true to the forms that ship, and readable on every machine.

Each test names the entries that are not so.
"""

import re
from collections import Counter
from itertools import pairwise

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
SPELLED_OTHERWISE = ("下さい", "出来る", "出来ま", "致します", "頂", "障害者の方", "子供の", "ゴミ", "詳細は", "　")


def slugs_where(is_wrong):
    return [entry["slug"] for entry in ENTRIES if is_wrong(entry)]


def said(entry):
    """What the portal says; the paraphrases are what residents say."""
    return [entry["question"], entry["answer"], entry["short_answer"]]


def written(entry):
    labels = [link["label"] for link in entry["links"]]
    return [*said(entry), *entry["paraphrases"], entry["legal_basis"], entry["audience"], *labels]


def is_plain_japanese(text):
    """JIS X 0208 alone: no circled digits, no ㈱, nothing that an old system of a town hall cannot show."""
    try:
        return text.encode("shift_jis") == text.encode("cp932")
    except UnicodeEncodeError:
        return False


def kind_of(line):
    if line.startswith("- "):
        return "dots"
    return "numbers" if re.match(r"\d+\. ", line) else "text"


def blocks_run_together(answer):
    """Markdown takes a line right after a list for a part of its last item, and two plain lines for one."""
    neighbours = pairwise(answer.splitlines())
    return any(kind_of(a) != kind_of(b) or kind_of(a) == "text" for a, b in neighbours if a and b)


def lists_meet(answer):
    """A numbered list and a dotted one, with nothing between: some readers of Markdown make one list of both."""
    return any({kind_of(a), kind_of(b)} == {"dots", "numbers"} for a, b in pairwise(answer.split("\n\n")))


def test_entries_are_two_hundred_and_one():
    assert len(ENTRIES) == 201


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


def test_every_placeholder_is_used():
    used = {name for entry in ENTRIES for text in said(entry) for name in placeholders(text)}
    assert used == set(PLACEHOLDERS)


def test_no_two_entries_are_asked_in_the_same_words():
    asked = Counter(words for entry in ENTRIES for words in (entry["question"], *entry["paraphrases"]))
    assert [words for words, times in asked.items() if times > 1] == []


def test_every_entry_has_the_section_of_its_form():
    assert slugs_where(lambda e: e["form"] and e["section"] != read_shipped(e["form"])["section"]) == []


def test_every_entry_belongs_to_a_section_that_the_demo_has():
    known = {section.key for section in SECTIONS}
    assert slugs_where(lambda e: e["section"] not in known) == []


def test_every_entry_points_to_a_form_just_when_it_has_one():
    assert slugs_where(lambda e: ("下のオンラインの入口" in e["answer"]) != (e["form"] is not None)) == []


def test_every_entry_is_plain_japanese():
    assert slugs_where(lambda e: not all(map(is_plain_japanese, written(e)))) == []


def test_every_entry_is_spelled_as_the_house_spells():
    assert slugs_where(lambda e: any(wrong in text for wrong in SPELLED_OTHERWISE for text in said(e))) == []


def test_every_entry_says_procedure_as_the_pages_do():
    """手続, as on every button; residents may well ask for a 手続き."""
    assert slugs_where(lambda e: any("手続き" in text for text in said(e))) == []


def test_every_entry_writes_digits_and_letters_in_half_width():
    assert slugs_where(lambda e: any(re.search("[０-９Ａ-Ｚａ-ｚ％]", text) for text in written(e))) == []


def test_no_entry_has_a_placeholder_in_its_questions():
    assert slugs_where(lambda e: any(map(placeholders, [e["question"], *e["paraphrases"]]))) == []


def test_every_question_ends_as_a_question():
    assert slugs_where(lambda e: not e["question"].endswith("？")) == []


def test_every_answer_has_three_to_twelve_lines():
    assert slugs_where(lambda e: not 3 <= len(list(filter(None, e["answer"].splitlines()))) <= 12) == []


def test_every_answer_keeps_its_lists_and_paragraphs_apart():
    assert slugs_where(lambda e: blocks_run_together(e["answer"]) or lists_meet(e["answer"])) == []


def test_every_short_answer_fits_a_message():
    assert slugs_where(lambda e: len(e["short_answer"]) > 120) == []


def test_every_answer_stays_short_when_the_town_is_filled_in():
    assert slugs_where(lambda e: len(fill(e["short_answer"], TOWN)) > 140 or len(fill(e["answer"], TOWN)) > 600) == []
