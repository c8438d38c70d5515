import pytest

from chatbot.dialogue.understanding.places import place_in


@pytest.mark.parametrize(
    ("text", "code", "city", "town"),
    [
        ("岐阜市司町40-1です", "5008076", "岐阜市", "司町40-1"),
        ("司町４０－１の前の道", "5008076", "岐阜市", "司町40-1"),
        ("〒500-8076 司町40-1", "5008076", "岐阜市", "司町40-1"),
        ("500-8076 岐阜県岐阜市司町40-1", "5008076", "岐阜市", "司町40-1"),
        ("大垣市丸の内2丁目29番地に住んでいます", "5030888", "大垣市", "丸の内2丁目29番地"),
        ("加茂郡白川町河岐715", "5091105", "加茂郡白川町", "河岐715"),
        ("白川町河岐715", "5091105", "加茂郡白川町", "河岐715"),
    ],
)
def test_place_in_finds_quarter_and_number(text, code, city, town):
    place = place_in(text, home="岐阜市")
    assert (place.address.postal_code, place.address.city, place.town) == (code, city, town)


@pytest.mark.parametrize(
    "text", ["", "岐阜市に住んでいます", "500-8701", "東京都千代田区1-1", "司町の前", "電話は058-272-1111", "明日2つ"]
)
def test_place_in_takes_nothing_that_is_no_address(text):
    assert place_in(text, home="岐阜市") is None
