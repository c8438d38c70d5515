"""記録的短時間大雨情報 (VPOA50) and, since 2026, 気象防災速報 (VPBS50): a forecast area, and towns named in the sentences."""

from xml.etree.ElementTree import Element

from . import steps
from .elements import text_at
from .telegram import ISSUED, LIFTED, Area, Warning

MUNICIPALITY_DIGITS = 7
SUBJECTS = (
    ("記録的短時間大雨", "record_rain"),
    ("線状降水帯発生", "rain_band"),
    ("線状降水帯", "rain_band_forecast"),
    ("短時間大雪", "snow_burst"),
    ("竜巻目撃", "tornado_sighted"),
    ("竜巻", "tornado"),
)
NAMES = {
    "record_rain": "記録的短時間大雨情報",
    "rain_band": "線状降水帯の発生情報",
    "rain_band_forecast": "線状降水帯の直前予測",
    "snow_burst": "短時間の大雪の情報",
    "tornado_sighted": "竜巻注意情報（目撃情報あり）",
    "tornado": "竜巻注意情報",
}


def bulletin_areas(report: Element) -> tuple[Area, ...]:
    """The municipalities of the Body where it has them; else the forecast areas and the headline that names towns."""
    title = text_at(report, "Head/Title")
    subject = next((subject for word, subject in SUBJECTS if word in title), None)
    if subject is None:
        return ()
    topic = f"{subject} {text_at(report, 'Head/EventID').split('_')[0]}"
    return _municipalities(report, subject, topic) or _forecast_areas(report, subject, topic)


def _municipalities(report: Element, subject: str, topic: str) -> tuple[Area, ...]:
    named = {
        text_at(area, "Code"): text_at(area, "Name")
        for area in report.iterfind("Body//Area")
        if len(text_at(area, "Code")) == MUNICIPALITY_DIGITS
    }
    warning = Warning(subject, steps.INFORMATION, NAMES[subject], topic=topic)
    return tuple(Area(code, name, (warning,)) for code, name in named.items())


def _forecast_areas(report: Element, subject: str, topic: str) -> tuple[Area, ...]:
    headline = text_at(report, "Head/Headline/Text")
    return tuple(
        Area(text_at(area, "Code"), text_at(area, "Name"), (warning,), named_in=headline or text_at(area, "Name"))
        for item in _items(report)
        if (warning := _warning(item, subject=subject, topic=topic))
        for area in item.iter("Area")
    )


def _items(report: Element) -> list[Element]:
    return report.findall("Head/Headline/Information/Item") or report.findall("Body//Item")


def _warning(item: Element, *, subject: str, topic: str) -> Warning | None:
    state = text_at(item, "Kind/Condition") or text_at(item, "Kind/Status")
    if state == "なし":
        return None
    change = LIFTED if state == "解除" else ISSUED
    return Warning(subject, steps.INFORMATION, NAMES[subject], change=change, topic=topic)
