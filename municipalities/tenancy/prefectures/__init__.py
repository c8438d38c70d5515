"""A prefecture is a data file: `<name>.json` beside this one. Another prefecture is another file, named by PREFECTURE."""

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from municipalities.support.municipality_code import is_valid_code

FOLDER = Path(__file__).parent


class InvalidPrefectureFile(ValueError):
    pass


@dataclass(frozen=True)
class TownFacts:
    """One line of the file. `slug` is the host's first label and, with underscores, the schema.

    `jma_areas`: the codes of 気象庁 that hold the town, from the 府県予報区 down to the 市町村等; `jma_seismic_region`: the one
    of 震度速報. A town without them (one added by hand) is still known by its own code.
    """

    code: str
    name: str
    kana: str
    slug: str
    county: str
    region: str
    latitude: Decimal
    longitude: Decimal
    website: str
    theme_color: str
    jma_areas: tuple[str, ...] = ()
    jma_seismic_region: str = ""

    @property
    def schema_name(self) -> str:
        return self.slug.replace("-", "_")


@dataclass(frozen=True)
class PrefectureFacts:
    prefecture: TownFacts
    regions: tuple[str, ...]
    municipalities: tuple[TownFacts, ...]


@lru_cache(maxsize=4)
def read_prefecture(name: str) -> PrefectureFacts:
    """Raises FileNotFoundError, or InvalidPrefectureFile naming the town whose code fails its check digit or stands twice."""
    data = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    towns = tuple(_town(row) for row in data["municipalities"])
    for field in ("code", "slug"):
        values = [getattr(town, field) for town in towns]
        if len(set(values)) != len(values):
            raise InvalidPrefectureFile(f"{name}.json: a {field} stands twice")
    return PrefectureFacts(prefecture=_town(data["prefecture"]), regions=tuple(data["regions"]), municipalities=towns)


def _town(row: dict) -> TownFacts:
    if not is_valid_code(row["code"]):
        raise InvalidPrefectureFile(f"{row['name']}: code {row['code']} fails its check digit")
    place = {name: Decimal(str(row[name])) for name in ("latitude", "longitude")}
    return TownFacts(**{**row, **place, "jma_areas": tuple(row.get("jma_areas", ()))})
