import pytest

from chatbot.dialogue.understanding.numerals import with_digits


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("二〇二六年", "2026年"),
        ("十一月三十日", "11月30日"),
        ("二十番", "20番"),
        ("三百二十一", "321"),
        ("千九百四十七年", "1947年"),
        ("四番", "4番"),
        ("3番", "3番"),
        ("番号", "番号"),
    ],
)
def test_with_digits_of_numerals_as_people_write_them(written, digits):
    assert with_digits(written) == digits
