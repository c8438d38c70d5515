import unicodedata

import pytest

from municipalities.support.japanese_text import (
    compose,
    fold_width,
    has_control_characters,
    has_private_characters,
    hyphens,
    is_katakana,
    katakana_reading,
    search_forms_of,
    to_hiragana,
    to_katakana,
    trim,
    without_format_characters,
)

COMPATIBILITY_IDEOGRAPHS = [
    chr(number)
    for block in (range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))
    for number in block
    if unicodedata.category(chr(number)) == "Lo"
]


def test_compose_joins_a_kana_and_its_mark():
    assert compose("か\u3099は\u309a") == "がぱ"


def test_compose_keeps_every_compatibility_ideograph():
    assert [c for c in COMPATIBILITY_IDEOGRAPHS if compose(c) != c] == []


def test_compose_joins_marks_beside_a_compatibility_ideograph():
    assert compose("\ufa19か\u3099\ufa45") == "\ufa19が\ufa45"


def test_compose_keeps_a_variation_selector():
    assert compose("葛\U000e0100城") == "葛\U000e0100城"


@pytest.mark.parametrize("around", [" ", "\u3000", "\xa0", "\t", "\n", "\u200b", "\ufeff", "\u3164", "\u200d"])
def test_trim_removes_what_cannot_be_seen(around):
    assert trim(f"{around}岐 阜{around} ") == "岐 阜"


def test_trim_is_linear_in_long_runs_of_spaces():
    text = "a" + " " * 1_000_000 + "b"
    assert trim(text) == text


@pytest.mark.parametrize(
    ("typed", "folded"), [("ＡＢｃ１２３", "ABc123"), ("ｶﾞｯｺｳ", "ガッコウ"), ("㋿", "令和"), ("\u3000", " ")]
)
def test_fold_width_makes_full_width_ascii_and_half_width_kana_full(typed, folded):
    assert fold_width(typed) == folded


@pytest.mark.parametrize("dash", "‐‑‒–—―−ー－ｰ-")
def test_hyphens_makes_every_dash_one(dash):
    assert hyphens(f"０５８{dash}272") == "058-272"


def test_to_katakana_turns_hiragana_and_half_width_kana():
    assert to_katakana("はなこﾊﾅｺゔ") == "ハナコハナコヴ"


def test_to_hiragana_turns_katakana():
    assert to_hiragana("ハナコ") == "はなこ"


@pytest.mark.parametrize("dash", "-−－ー―")
def test_katakana_reading_takes_a_dash_for_a_long_vowel(dash):
    assert katakana_reading(f"まり{dash}") == "マリー"


@pytest.mark.parametrize("text", ["ギフ", "スヾメ", "ジョン・スミス", "マリー アン", "ヴ", "シㇼ"])
def test_is_katakana_accepts_readings_of_names(text):
    assert is_katakana(text)


@pytest.mark.parametrize("text", ["ぎふ", "岐阜", "Gifu", "ｷﾞﾌ", "ギフ1", "・", "ー", " ", ""])
def test_is_katakana_refuses_the_rest(text):
    assert not is_katakana(text)


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x85"])
def test_has_control_characters_finds_controls(sign):
    assert has_control_characters(f"岐{sign}阜")


@pytest.mark.parametrize("sign", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_has_control_characters_finds_what_turns_the_direction(sign):
    assert has_control_characters(f"岐{sign}阜")


@pytest.mark.parametrize("code_point", [0xD800, 0xDBFF, 0xDC00, 0xDFFF], ids=hex)
def test_has_control_characters_finds_lone_surrogates(code_point):
    assert has_control_characters(chr(code_point))


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\ufdd0", "\U0010ffff"])
def test_has_control_characters_finds_noncharacters(sign):
    assert has_control_characters(sign)


@pytest.mark.parametrize("sign", ["\n", "\t"])
def test_has_control_characters_lets_pass_what_is_allowed(sign):
    assert not has_control_characters(f"岐{sign}阜")


@pytest.mark.parametrize(
    "text",
    [
        "\U0001fae9",  # an emoji of Unicode 16, unknown to this Python
        "\U000323b0",  # a kanji of Unicode 17
        "👨\u200d👩\u200d👧",
        "🏴\U000e0067\U000e0062\U000e007f",
        "葛\U000e0100",
        "𠮷野家",
    ],
    ids=ascii,
)
def test_has_control_characters_lets_pass_emoji_and_kanji_whatever_their_age(text):
    assert not has_control_characters(text)


@pytest.mark.parametrize("sign", ["\ue000", "\uf8ff", "\U000f0000"])
def test_has_private_characters_finds_gaiji(sign):
    assert has_private_characters(f"辻{sign}")


def test_has_private_characters_lets_pass_kanji():
    assert not has_private_characters("辻邉髙﨑𠮷\ufa19")


def test_without_format_characters_frees_a_copied_telephone_number():
    assert without_format_characters("\u202d058-272-1111\u202c") == "058-272-1111"


def test_search_forms_of_gives_each_spelling_once():
    assert search_forms_of("ごみ") == ["ごみ", "ゴミ"]


def test_search_forms_of_folds_half_width_kana():
    assert search_forms_of("ｺﾞﾐ") == ["ｺﾞﾐ", "ゴミ", "ごみ"]
