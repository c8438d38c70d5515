"""指定河川洪水予報: a step for a reach of a river (Head), and the municipalities that it may flood (Body, 浸水想定地区).

A reach has several gauges, each with its own 警戒レベル in its 主文, and each municipality belongs to one or more of them.
The step of the reach holds for a municipality only as far as its own gauges say so: a town at level 2 is not told level 4.
"""

import re
from collections import defaultdict
from dataclasses import replace
from unicodedata import normalize
from xml.etree.ElementTree import Element

from . import steps
from .elements import all_text, text_at
from .telegram import CONTINUED, ISSUED, LIFTED, LOWERED, Area, Warning

STEP_OF_LEVEL = {2: steps.ADVISORY, 3: steps.WARNING, 4: steps.DANGER, 5: steps.SPECIAL}
STEP_OF_CODE = {"2": steps.ADVISORY, "3": steps.WARNING, "4": steps.DANGER, "5": steps.SPECIAL}
UNCODED = "0000000"
_SWITCHED = re.compile(r"レベル([2-5])(?:相当)?から")
LIFTED_CODE, LOWERED_CODE = "10", "22"


def river_areas(report: Element) -> tuple[Area, ...]:
    """Without a list of municipalities: the prefectures, and the text, in which towns are named."""
    warning = _reach_warning(report)
    if warning is None:
        return ()
    return _flooded_towns(report, warning) or _prefectures(report, warning)


def _reach_warning(report: Element) -> Warning | None:
    information = report.findall("Head/Headline/Information")
    item = next((one.find("Item") for one in information if one.get("type", "").endswith("（予報区域）")), None)
    name, code = text_at(item, "Kind/Name"), text_at(item, "Kind/Code")
    step = STEP_OF_CODE.get(code[:1]) or steps.step_of(name) or (steps.ADVISORY if code == LIFTED_CODE else None)
    if step is None:
        return None
    river, headline = text_at(item, "Areas/Area/Name"), text_at(report, "Head/Headline/Text")
    before = _before(headline)
    return Warning(
        subject="river_flood",
        step=step,
        name=f"{river}　{name}" if name.startswith("レベル") else f"{river}{name}",
        code=code,
        level=steps.level_of(name, subject="river_flood", step=step),
        change=_change(code, name=name, said=text_at(item, "Kind/Condition") + headline),
        before=before,
        topic="river_flood " + text_at(item, "Areas/Area/Code"),
    )


def _change(code: str, *, name: str, said: str) -> str:
    """`said`: 「レベル２氾濫注意報（警報解除）」, and the headline's 「〔継続〕」. Codes 21, 31, 41 only say that 警報 stood before."""
    if code == LIFTED_CODE or name.endswith("解除"):
        return LIFTED
    if code == LOWERED_CODE or "警報解除" in said:
        return LOWERED
    return CONTINUED if "（継続）" in said or "〔継続〕" in said else ISSUED


def _before(headline: str) -> str | None:
    """「〔警戒レベル３相当から４相当に切替〕」 → the step of level 3."""
    found = _SWITCHED.search(normalize("NFKC", headline))
    return STEP_OF_LEVEL[int(found[1])] if found else None


def _flooded_towns(report: Element, warning: Warning) -> tuple[Area, ...]:
    levels = _levels_of_gauges(report)
    gauges: dict[tuple[str, str], list[str]] = defaultdict(list)
    for area in report.findall("Body/Warning/Item/Areas/Area"):
        if text_at(area, "City"):
            gauges[_code(area), text_at(area, "City")].append(text_at(area, "Name"))
    return tuple(
        _town(code, name, _at_most(warning, [levels.get(gauge) for gauge in own]))
        for (code, name), own in gauges.items()
    )


def _town(code: str, name: str, warning: Warning) -> Area:
    """A town without a code of its own is looked for by its name in its prefecture."""
    is_coded = len(code) == len(UNCODED)
    return Area(code if is_coded else code[:2], name, (warning,), named_in="" if is_coded else name)


def _code(area: Element) -> str:
    own = text_at(area, "CityCode")
    return own if own not in ("", UNCODED) else text_at(area, "PrefectureCode")


def _levels_of_gauges(report: Element) -> dict[str, int]:
    levels: dict[str, int] = {}
    for item in report.findall("Body/Warning/Item"):
        level = steps.level_in(text_at(item, "Kind/Property/Text"))
        if level:
            levels |= {text_at(gauge, "Name"): level for gauge in item.iter("Station")}
    return levels


def _at_most(warning: Warning, levels: list[int | None]) -> Warning:
    own = max((level for level in levels if level), default=None)
    if own is None or None in levels or steps.rank(STEP_OF_LEVEL[own]) >= steps.rank(warning.step):
        return warning
    return replace(warning, step=STEP_OF_LEVEL[own], level=own)


def _prefectures(report: Element, warning: Warning) -> tuple[Area, ...]:
    text = all_text(report.find("Body"))
    return tuple(
        Area(text_at(area, "Code"), text_at(area, "Name"), (warning,), named_in=text or text_at(area, "Name"))
        for information in report.findall("Head/Headline/Information")
        if information.get("type", "").endswith("（府県予報区等）")
        for area in information.iter("Area")
    )
