import json
from pathlib import Path

import pytest

from municipalities.support.municipality_code import check_digit, is_valid_code
from municipalities.tenancy import prefectures

GIFU = json.loads((Path(prefectures.__file__).parent / "gifu.json").read_text(encoding="utf-8"))
CODES = [GIFU["prefecture"]["code"], *(town["code"] for town in GIFU["municipalities"])]


def test_gifu_has_43_codes():
    assert len(set(CODES)) == 43


@pytest.mark.parametrize("code", CODES)
def test_check_digit_of_every_code_of_gifu(code):
    assert check_digit(code[:5]) == code[5]


@pytest.mark.parametrize("code", CODES)
def test_is_valid_code_refuses_every_other_last_digit(code):
    assert [digit for digit in "0123456789" if is_valid_code(code[:5] + digit)] == [code[5]]


@pytest.mark.parametrize(
    ("code", "meaning"), [("131016", "千代田区"), ("011002", "札幌市"), ("473821", "与那国町"), ("271004", "大阪市")]
)
def test_is_valid_code_knows_codes_of_other_prefectures(code, meaning):
    assert is_valid_code(code)


@pytest.mark.parametrize("code", ["", "21201", "2120166", "２１２０１６", "21201a", "212016\n", "-12016"])
def test_is_valid_code_refuses_what_is_no_code(code):
    assert not is_valid_code(code)
