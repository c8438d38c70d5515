import pytest

from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, display, question, refusal

HANAKO = {"family": "岐阜", "given": "花子", "family_kana": "ギフ", "given_kana": "ハナコ"}


@pytest.mark.parametrize(("family_kana", "given_kana"), [("ギフ", "ハナコ"), ("ぎふ", "はなこ"), ("ｷﾞﾌ", " ﾊﾅｺ ")])
def test_clean_writes_the_reading_in_katakana(family_kana, given_kana):
    assert clean("name", {**HANAKO, "family_kana": family_kana, "given_kana": given_kana}) == HANAKO


@pytest.mark.parametrize("family", ["\ufa19谷", "\ufa45野", "髙﨑", "邉", "𠮷田", "葛\U000e0100城", "\U0002f80f原"])
def test_clean_leaves_the_kanji_as_they_are(family):
    assert clean("name", {**HANAKO, "family": family})["family"] == family


def test_clean_keeps_every_sign_of_a_foreign_name():
    name = {
        "family": "O’Brien-Şahin",
        "given": "Zoë 三世",
        "family_kana": "オブライエン・シャヒン",
        "given_kana": "ゾエ",
    }
    assert clean("name", name) == name


@pytest.mark.parametrize(("typed", "kept"), [("まり-", "マリー"), ("すずめ", "スズメ"), ("すゞめ", "スヾメ")])
def test_clean_understands_dashes_and_marks_of_a_reading(typed, kept):
    assert clean("name", {**HANAKO, "given_kana": typed})["given_kana"] == kept


@pytest.mark.parametrize("raw", [None, "", {}, dict.fromkeys(HANAKO, " ")])
def test_clean_of_nothing_is_unanswered(raw):
    assert clean("name", raw) is UNANSWERED


@pytest.mark.parametrize("part", HANAKO)
def test_clean_names_the_part_missing(part):
    assert refusal("name", {**HANAKO, part: "\u200b"}) == ("part_required", part, {})


@pytest.mark.parametrize("kana", ["岐阜", "Gifu", "ギフ1", "・"])
def test_clean_refuses_a_reading_that_is_no_kana(kana):
    assert refusal("name", {**HANAKO, "family_kana": kana}) == ("not_kana", "family_kana", {})


def test_clean_refuses_gaiji():
    assert refusal("name", {**HANAKO, "family": "\ue000"}) == ("private_characters", "family", {})


@pytest.mark.parametrize(("part", "typed"), [("family", "岐" * 51), ("family_kana", "㌔" * 30)])
def test_clean_refuses_too_much(part, typed):
    assert refusal("name", {**HANAKO, part: typed}) == ("too_long", part, {"max": 50})


@pytest.mark.parametrize("raw", ["岐阜花子", ["岐阜", "花子"], 1, True])
def test_clean_refuses_another_shape(raw):
    assert refusal("name", raw) == ("wrong_shape", None, {})


def test_display_shows_the_reading():
    assert display("name", HANAKO) == "岐阜 花子（ギフ ハナコ）"


def test_to_raw_gives_a_copy():
    raw = field_type("name").to_raw(question("name"), HANAKO)
    assert (raw, raw is HANAKO) == (HANAKO, False)


def test_json_schema_needs_every_part():
    assert field_type("name").json_schema(question("name"))["required"] == list(HANAKO)
