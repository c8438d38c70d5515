"""The address that stands within a sentence: 「岐阜市司町40-1です」, 「〒500-8076 司町40-1」. Pure."""

import re
from dataclasses import dataclass
from functools import lru_cache

from municipalities.support.japanese_text import hyphens
from municipalities.support.postal_codes import PostalAddress, all_addresses, find_addresses

LONGEST = 500
_CODE = re.compile(r"〒?\s*([0-9]{3}-?[0-9]{4})(?![0-9-])[\s、]*")
_NUMBER = r"[0-9一二三四五六七八九十]+(?:(?:丁目|番地?|号|-|の)[0-9]*)*"


@dataclass(frozen=True)
class Place:
    address: PostalAddress
    number: str
    """What stands behind the quarter: 40-1."""

    @property
    def town(self) -> str:
        return f"{self.address.town}{self.number}"


def place_in(text: str, *, home: str) -> Place | None:
    """None where no quarter with a number is told, or it could be several. `home`: the town meant where none is named."""
    told = hyphens(text[:LONGEST])
    found = [place for place in (_by_code(told), _by_name(told, home)) if place is not None]
    return found[0] if found else None


def _by_code(text: str) -> Place | None:
    code = _CODE.search(text)
    addresses = find_addresses(code[1]) if code else ()
    if len(addresses) != 1 or not addresses[0].town:
        return None
    [address] = addresses
    rest = text[code.end() :]
    for known in (address.prefecture, address.city, address.town):
        rest = rest.removeprefix(known)
    number = re.match(_NUMBER, rest)
    return Place(address, _bare(number[0])) if number else None


def _by_name(text: str, home: str) -> Place | None:
    named = {city for city in _quarters() if city in text}
    cities = {city for city in named if not any(city != other and city in other for other in named)} or {home}
    found = [match for city in cities for match in _in_city(city, text)]
    return found[0] if len(found) == 1 else None


def _in_city(city: str, text: str) -> list[Place]:
    quarters = _quarters().get(city, {})
    behind = text.partition(city)[2] if city in text else text
    matches = _pattern(city).finditer(behind) if quarters else ()
    found = [(quarters[match[1]], _bare(match[2])) for match in matches]
    return [Place(addresses[0], number) for addresses, number in found if len(addresses) == 1]


def _bare(number: str) -> str:
    return number.rstrip("の-")


@lru_cache(maxsize=64)
def _pattern(city: str) -> re.Pattern[str]:
    names = sorted(filter(None, _quarters()[city]), key=len, reverse=True)
    return re.compile(rf"({'|'.join(map(re.escape, names)) or '$^'})\s*({_NUMBER})")


@lru_cache(maxsize=1)
def _quarters() -> dict[str, dict[str, list[PostalAddress]]]:
    """City, with its county and without → quarter → its addresses, of which there is more than one where the code depends."""
    found: dict[str, dict[str, list[PostalAddress]]] = {}
    for address in all_addresses():
        for city in {address.city, address.city.rpartition("郡")[2]}:
            found.setdefault(city, {}).setdefault(address.town, []).append(address)
    return found
