"""噴火警報・予報 (VFVO50) and 噴火速報 (VFVO56): Body/VolcanoInfo, the block of the municipalities."""

from xml.etree.ElementTree import Element

from . import steps
from .elements import text_at
from .telegram import CONTINUED, ISSUED, LIFTED, LOWERED, Area, Warning

CHANGES = {"解除": LIFTED, "継続": CONTINUED, "引下げ": LOWERED}


def volcano_areas(report: Element) -> tuple[Area, ...]:
    blocks = report.findall("Body/VolcanoInfo")
    volcano = next(
        (text_at(one, "Item/Areas/Area/Name") for one in blocks if "対象市町村" not in one.get("type", "")), ""
    )
    flash = "速報" in text_at(report, "Head/Title")
    return tuple(
        Area(text_at(area, "Code"), text_at(area, "Name"), (warning,))
        for block in blocks
        if block.get("type", "").endswith("（対象市町村等）")
        for item in block.findall("Item")
        if (warning := _flash(volcano) if flash else _warning(item, volcano=volcano))
        for area in item.iter("Area")
    )


def _flash(volcano: str) -> Warning:
    return Warning("eruption", steps.DANGER, f"{volcano}の噴火速報", topic=f"eruption flash {volcano}")


def _warning(item: Element, *, volcano: str) -> Warning | None:
    """噴火警報 alone is the one for dwellings, a 特別警報; 火口周辺警報 is for the crater; 噴火予報 means that there is none."""
    name, last = text_at(item, "Kind/Name"), text_at(item, "LastKind/Name")
    change = CHANGES.get(text_at(item, "Kind/Condition"), ISSUED)
    if "予報" in name:
        name, change = last, LIFTED
    step = _step(name)
    if step is None:
        return None
    before = _step(last)
    change = LOWERED if change == ISSUED and steps.rank(before) > steps.rank(step) else change
    return Warning("eruption", step, f"{volcano}の{name}", change=change, before=before, topic=f"eruption {volcano}")


def _step(name: str) -> str | None:
    if "警報" not in name:
        return None
    return steps.WARNING if "火口" in name else steps.SPECIAL
