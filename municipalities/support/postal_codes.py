"""Postal code → addresses in Gifu (facts of 日本郵便, October 2026). Another prefecture is another `postal_codes_<JIS>.tsv`."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .japanese_text import hyphens

FOLDER = Path(__file__).parent
PREFECTURES = {"21": "岐阜県"}


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
    digits = hyphens(postal_code).replace("-", "").replace("〒", "").strip()
    return _by_code().get(digits, ())


@lru_cache(maxsize=1)
def _by_code() -> dict[str, tuple[PostalAddress, ...]]:
    found: dict[str, list[PostalAddress]] = defaultdict(list)
    for number, prefecture in PREFECTURES.items():
        for line in (FOLDER / f"postal_codes_{number}.tsv").read_text(encoding="utf-8").splitlines():
            code, municipality, city, town = line.split("\t")
            found[code].append(PostalAddress(code, municipality, prefecture, city, town))
    return {code: tuple(addresses) for code, addresses in found.items()}
