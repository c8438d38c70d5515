import re
from collections import Counter

import pytest

from municipalities.support import postal_codes
from municipalities.support.postal_codes import PostalAddress, find_addresses, seven_digits

GIFU_KAGAMIIWA = PostalAddress("5008001", "21201", "岐阜県", "岐阜市", "鏡岩")


def every_code() -> list[str]:
    lines = (postal_codes.FOLDER / "postal_codes_21.tsv").read_text(encoding="utf-8").splitlines()
    return sorted({line.split("\t")[0] for line in lines})


@pytest.mark.parametrize(
    "typed", ["5008001", "500-8001", "５００−８００１", "〒500-8001", "500 8001", " 〒 500ー8001 "]
)
def test_find_addresses_reads_any_writing(typed):
    assert find_addresses(typed) == (GIFU_KAGAMIIWA,)


@pytest.mark.parametrize(
    ("code", "cities"),
    [
        ("501-0400", ["本巣市", "本巣郡北方町"]),
        ("505-0000", ["美濃加茂市", "加茂郡坂祝町"]),
        ("501-6100", ["羽島郡岐南町", "羽島郡笠松町"]),
    ],
)
def test_find_addresses_gives_both_towns_of_a_shared_code(code, cities):
    assert [address.city for address in find_addresses(code)] == cities


def test_only_three_codes_span_two_towns():
    towns = Counter(len({address.municipality_code for address in find_addresses(code)}) for code in every_code())
    assert towns == {1: len(every_code()) - 3, 2: 3}


def test_every_address_belongs_to_one_of_the_42_municipalities():
    towns = {address.municipality_code for code in every_code() for address in find_addresses(code)}
    assert (len(towns), all(re.fullmatch("21[0-9]{3}", town) for town in towns)) == (42, True)


@pytest.mark.parametrize(
    "typed", ["", "100-0001", "500", "50080011", "abc-defg", "500-8001-", "٥٠٠٨٠٠١", "5008001\x00"]
)
def test_find_addresses_of_anything_else_is_empty(typed):
    assert find_addresses(typed) == ()


def test_seven_digits_does_not_read_what_is_too_long():
    assert seven_digits("〒" + " " * 10_000_000 + "5008001") is None
