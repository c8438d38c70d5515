"""Where a town's quarters (町丁目・大字) lie, by name: facts of 「Geolonia 住所データ」 (CC BY 4.0). No geocoder, no network.

Another prefecture is another `town_points_<JIS>.tsv`, made by devtools/make_town_points.py.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .japanese_text import hyphens, to_katakana

FOLDER = Path(__file__).parent
LONGEST = 100
MOST_FOUND = 10
_KANJI_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
_CHOME = re.compile("([〇一二三四五六七八九十]+)丁目")
_LIKE_KANA = str.maketrans({"ヶ": "ケ", "ガ": "ケ", "之": "ノ", "乃": "ノ", "ッ": "ツ"})
_BEFORE_THE_TOWN = re.compile("^(岐阜県)?([^0-9]{1,4}郡)?[^0-9]{1,5}?[市町村]")
_CHOME_AS_TYPED = re.compile("^([^0-9]+)([0-9]+)(丁目|-|ノ|番|$)")


@dataclass(frozen=True)
class TownPoint:
    """WGS 84 degrees as text. `folded`: the name as it is looked for."""

    name: str
    latitude: str
    longitude: str
    folded: str

    def address_for(self, typed: str) -> str:
        """What belongs into the address: the name, or what was typed where that says more (a number behind the town)."""
        return self.name if folded_name(typed) in self.folded else typed


def find_town_points(typed: str, municipality_code: str) -> list[TownPoint]:
    """Best first: the whole name, names that begin so, names that hold it. `municipality_code`: its first five digits count.

    Of an address, the house number is left away where no name is found with it.
    """
    if len(typed) > LONGEST:
        return []
    points = _by_municipality().get(municipality_code[:5], ())
    for wanted in _readings(folded_name(typed)):
        if found := [point for point in points if wanted in point.folded]:
            return sorted(found, key=lambda point: _distance(point, wanted))
    return []


def points_of(municipality_code: str) -> tuple[TownPoint, ...]:
    """All of a municipality."""
    return _by_municipality().get(municipality_code[:5], ())


def town_point(name: str, municipality_code: str) -> TownPoint | None:
    return next((point for point in _by_municipality().get(municipality_code[:5], ()) if point.name == name), None)


def folded_name(name: str) -> str:
    """`大字関ヶ原` → `関ケ原`, `本町三丁目` and `本町　３丁目` → `本町3丁目`."""
    plain = to_katakana("".join(hyphens(_long_vowels_kept(name)).split())).translate(_LIKE_KANA)
    numbered = _CHOME.sub(lambda match: f"{_number(match[1])}丁目", plain)
    return numbered.replace("大字", "").removeprefix("字")


def _readings(wanted: str) -> Iterator[str]:
    """From the whole to the town alone; each with and without the municipality before it."""
    for text in dict.fromkeys([wanted, _BEFORE_THE_TOWN.sub("", wanted)]):
        chome = _CHOME_AS_TYPED.match(text)
        shorter = [f"{chome[1]}{chome[2]}丁目", chome[1]] if chome else []
        yield from (each for each in [text, *shorter] if each)


def _distance(point: TownPoint, wanted: str) -> tuple[bool, bool, int, str]:
    return point.folded != wanted, not point.folded.startswith(wanted), _chome(point.folded), point.folded


def _chome(folded: str) -> int:
    match = re.search("([0-9]+)丁目", folded)
    return int(match[1]) if match else 0


def _number(signs: str) -> int:
    tens, ten, ones = signs.rpartition("十")
    return (_digits(tens) or 1) * 10 * bool(ten) + _digits(ones)


def _digits(signs: str) -> int:
    return int("".join(str(_KANJI_DIGITS[sign]) for sign in signs) or 0)


def _long_vowels_kept(name: str) -> str:
    """A long vowel after kana is no hyphen: フェニックスパーク."""
    return re.sub("(?<=[ぁ-ゖァ-ヺｦ-ﾟ])[ーｰ]", "", name)


@lru_cache(maxsize=1)
def _by_municipality() -> dict[str, tuple[TownPoint, ...]]:
    found: dict[str, list[TownPoint]] = defaultdict(list)
    for path in sorted(FOLDER.glob("town_points_*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            code, name, latitude, longitude = line.split("\t")
            found[code].append(TownPoint(name, latitude, longitude, folded_name(name)))
    return {code: tuple(points) for code, points in found.items()}
