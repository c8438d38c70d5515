"""警報・注意報, 土砂災害警戒情報, 竜巻注意情報: Body/Warning/Item, one Item an area, one Kind a warning."""

from xml.etree.ElementTree import Element

from . import steps
from .elements import text_at
from .telegram import CONTINUED, ISSUED, LIFTED, LOWERED, Area, Warning

# The finest division that the telegram has is read, and it alone: the coarser ones repeat it.
FINEST_FIRST = ("（市町村等）", "（市町村等をまとめた地域等）", "（一次細分区域等）", "（府県予報区等）", "")
NOTHING = ("なし", "発表警報・注意報はなし", "発表注意報はなし")
LANDSLIDE_ALERT = "土砂災害警戒情報"


def weather_areas(report: Element) -> tuple[Area, ...]:
    title = text_at(report, "Control/Title") + text_at(report, "Head/Title")
    sighted = "目撃情報あり" in text_at(report, "Head/Headline/Text") or "目撃）" in title
    return tuple(
        Area(text_at(area, "Code"), text_at(area, "Name"), _warnings(item, title=title, sighted=sighted))
        for item in _finest_items(report)
        for area in (*item.findall("Area"), *item.findall("Areas/Area"))
    )


def _finest_items(report: Element) -> list[Element]:
    divisions = report.findall("Body/Warning")
    for ending in FINEST_FIRST:
        items = [item for one in divisions if one.get("type", "").endswith(ending) for item in one.findall("Item")]
        if items:
            return items
    return []


def _warnings(item: Element, *, title: str, sighted: bool) -> tuple[Warning, ...]:
    read = (_warning(kind, title=title, sighted=sighted) for kind in item.findall("Kind"))
    return tuple(warning for warning in read if warning)


def _warning(kind: Element, *, title: str, sighted: bool) -> Warning | None:
    status, name, last = text_at(kind, "Status"), text_at(kind, "Name"), text_at(kind, "LastKind/Name")
    if status in NOTHING or name == "なし":
        return None
    if "竜巻" in title or "竜巻" in name:
        return _tornado(name, status=status, sighted=sighted)
    if LANDSLIDE_ALERT in title or "土砂災害危険警報" in title:
        return _landslide_alert(title, status=status, name=name)
    return _named_warning(kind, name=last if name in ("", "解除") else name, status=status, last=last)


def _named_warning(kind: Element, *, name: str, status: str, last: str) -> Warning | None:
    step = steps.step_of(name)
    if step is None:
        return None
    subject, condition = steps.subject_of(name), text_at(kind, "Condition")
    level = steps.level_of(name, subject=subject, step=step)
    if name == "大雨警報" and "土砂災害" in condition:
        level = 3  # before 2026 大雨警報（土砂災害） stood for level 3, 大雨警報（浸水害） for none
    before = steps.step_of(last) or (steps.step_of(status.split("から")[0]) if "から" in status else None)
    return Warning(
        subject=subject,
        step=step,
        name=f"{name}（{condition}）" if subject == "heavy_rain" and condition else name,
        code=text_at(kind, "Code"),
        level=level,
        change=_change(status, step=step, before=before),
        before=before,
        topic=subject if subject != "other" else name,
    )


def _change(status: str, *, step: str, before: str | None) -> str:
    """「特別警報から危険警報」 and its like are steps down."""
    if status == "解除":
        return LIFTED
    if status == "継続":
        return CONTINUED
    return LOWERED if "から" in status or steps.rank(before) > steps.rank(step) else ISSUED


def _landslide_alert(title: str, *, status: str, name: str) -> Warning | None:
    """Its steps have no names of their own: 警戒 (code 3), 解除, なし. It counts as 警戒レベル４相当."""
    change = LIFTED if "解除" in (status, name) else CONTINUED if status == "継続" else ISSUED
    called = "レベル４土砂災害危険警報" if "土砂災害危険警報" in title else LANDSLIDE_ALERT
    return Warning("landslide", steps.DANGER, called, code="3", level=4, change=change, topic="landslide")


def _tornado(name: str, *, status: str, sighted: bool) -> Warning:
    return Warning(
        subject="tornado_sighted" if sighted else "tornado",
        step=steps.INFORMATION,
        name="竜巻注意情報（目撃情報あり）" if sighted else name,
        change=LIFTED if status == "解除" else CONTINUED if status == "継続" else ISSUED,
        topic="tornado_sighted" if sighted else "tornado",
    )
