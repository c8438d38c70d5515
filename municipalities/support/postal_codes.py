"""Postal code → addresses in Gifu (facts of 日本郵便, October 2026). Another prefecture is another `postal_codes_<JIS>.tsv`."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .japanese_text import hyphens

FOLDER = Path(__file__).parent
PREFECTURES = {"21": "岐阜県"}
LONGEST = 40
_POSTAL_CODE = re.compile(r"〒?\s*([0-9]{3})[\s-]*([0-9]{4})")


@dataclass(frozen=True)
class PostalAddress:
    """`municipality_code`: JIS X 0402, five digits. `city` with its county: 加茂郡白川町. `town` may be ''."""

    postal_code: str
    municipality_code: str
    prefecture: str
    city: str
    town: str


def find_addresses(postal_code: str) -> tuple[PostalAddress, ...]:
    """All addresses of a code in any writing (`５００−８７０１`); () for an unknown or malformed one. A code may span two towns."""
    digits = seven_digits(postal_code)
    return _by_code().get(digits, ()) if digits else ()


def seven_digits(typed: str) -> str | None:
    """`〒500-8701`, `５００−８７０１`, `500 8701` → `5008701`; None for what is no postal code."""
    match = _POSTAL_CODE.fullmatch(hyphens(typed).strip()) if len(typed) <= LONGEST else None
    return match[1] + match[2] if match else None


@lru_cache(maxsize=1)
def all_addresses() -> tuple[PostalAddress, ...]:
    """Of every code, in their order."""
    return tuple(address for addresses in _by_code().values() for address in addresses)


@lru_cache(maxsize=1)
def _by_code() -> dict[str, tuple[PostalAddress, ...]]:
    found: dict[str, list[PostalAddress]] = defaultdict(list)
    for number, prefecture in PREFECTURES.items():
        for line in (FOLDER / f"postal_codes_{number}.tsv").read_text(encoding="utf-8").splitlines():
            code, municipality, city, town = line.split("\t")
            found[code].append(PostalAddress(code, municipality, prefecture, city, town))
    return {code: tuple(addresses) for code, addresses in found.items()}
