"""Which of the prefecture's towns an area of a telegram means.

気象庁 divides a prefecture as 府県予報区 > 一次細分区域 > 市町村等をまとめた地域 > 市町村等, and, for earthquakes, by regions of its own.
The code of a 市町村等 is JIS X 0402 and two digits: 00 the whole municipality, others a part of it.
"""

from dataclasses import dataclass, field
from functools import cached_property

from .telegram import Area


@dataclass(frozen=True)
class Town:
    """`code`: 全国地方公共団体コード. `forecast_areas`: 6 digits each, from the 府県予報区 down. `seismic_region`: 3 digits."""

    code: str
    name: str
    slug: str
    forecast_areas: tuple[str, ...] = ()
    seismic_region: str = ""


@dataclass(frozen=True)
class Places:
    """The towns of one prefecture. `name`: 岐阜県."""

    name: str
    towns: tuple[Town, ...] = field(repr=False)

    def covered_by(self, area: Area) -> tuple[Town, ...]:
        """In the order of the towns; () for an area elsewhere. A rough area covers the towns its sentences name, or all of its own."""
        inside = tuple(town for town in self.towns if _covers(area.code, town))
        named = self._named_in(area.named_in) if inside and area.named_in else set()
        return tuple(town for town in inside if town.name in named) or inside

    def _named_in(self, text: str) -> set[str]:
        """Longest names first, each taken out: 「東白川村」 must not be read as 「白川村」."""
        found = set()
        for name in self._longest_first:
            if name in text:
                found.add(name)
                text = text.replace(name, " ")
        return found

    @cached_property
    def _longest_first(self) -> list[str]:
        return sorted((town.name for town in self.towns), key=len, reverse=True)


def _covers(code: str, town: Town) -> bool:
    match len(code):
        case 7:
            return code[:5] == town.code[:5]
        case 6:
            return code in town.forecast_areas
        case 3:
            return code == town.seismic_region
        case 5:  # 指定河川: PrefectureCode
            return code == f"{town.code[:2]}000"
        case 2:
            return code == town.code[:2]
    return False
