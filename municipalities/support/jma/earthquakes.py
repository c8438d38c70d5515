"""震度速報 (by region) and 震源・震度に関する情報 (by municipality): Body/Intensity/Observation."""

from xml.etree.ElementTree import Element

from . import steps
from .elements import text_at, time_at
from .telegram import Area, Earthquake, Warning

UNREPORTED_CONDITION = "震度５弱以上未入電"


def earthquake_areas(report: Element) -> tuple[Area, ...]:
    observation = report.find("Body/Intensity/Observation")
    if observation is None:
        return ()
    topic = "earthquake " + text_at(report, "Head/EventID")
    shaken = list(observation.iter("City")) or list(observation.iter("Area"))
    read = (_area(element, topic=topic) for element in shaken)
    return tuple(area for area in read if area)


def _area(element: Element, *, topic: str) -> Area | None:
    step = text_at(element, "MaxInt")
    if text_at(element, "Condition") == UNREPORTED_CONDITION:
        step = steps.UNREPORTED
    if step not in steps.INTENSITIES:
        return None
    warning = Warning("earthquake", step, steps.intensity_name(step), code=step, topic=topic)
    return Area(text_at(element, "Code"), text_at(element, "Name"), (warning,))


def earthquake_of(report: Element) -> Earthquake:
    quake = report.find("Body/Earthquake")
    return Earthquake(
        felt_at=time_at(quake, "OriginTime") or time_at(report, "Head/TargetDateTime"),
        hypocenter=text_at(quake, "Hypocenter/Area/Name"),
        magnitude=_magnitude(quake),
        comment=text_at(report, "Body/Comments/ForecastComment/Text"),
    )


def _magnitude(quake: Element | None) -> str:
    """`5.9`; '' for the `NaN` of an unknown one."""
    number = text_at(quake, "Magnitude")
    return "" if number == "NaN" else number
