import random

import pytest
from stdnum.jp import in_

from municipalities.support.my_number import holds_my_number

# A number made for this test: eleven digits and the check digit of the ministry's formula.
BASE = "98765432101"
NUMBER = BASE + in_.calc_check_digit(BASE)


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        f"番号は{NUMBER}です",
        f"{NUMBER[:4]} {NUMBER[4:8]} {NUMBER[8:]}",
        f"{NUMBER[:4]}-{NUMBER[4:8]}-{NUMBER[8:]}",
        "".join(chr(ord(digit) + 0xFEE0) for digit in NUMBER),
        f"電話 058-214-4719\n{NUMBER}",
    ],
)
def test_holds_my_number_finds_it_however_it_is_typed(text):
    assert holds_my_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "058-214-4719", "09012345678", "99151-82266", "2026-11-23 10:00", "7000012050002", f"{NUMBER}0", f"0{NUMBER}",
        NUMBER[:-1] + str((int(NUMBER[-1]) + 1) % 10), f"{NUMBER[:4]}-{NUMBER[4:8]} {NUMBER[8:]}", f"1-{NUMBER}",
    ],
)  # fmt: skip
def test_holds_my_number_lets_other_numbers_pass(text):
    assert not holds_my_number(text)


def test_one_number_of_twelve_digits_in_eleven_looks_like_one():
    chance = random.Random(12)
    found = sum(holds_my_number(f"{chance.randrange(10**12):012}") for _number in range(11_000))
    assert 800 < found < 1_400
