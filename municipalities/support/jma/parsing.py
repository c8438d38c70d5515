"""Bytes → Telegram: Control and Head here, the areas by the reader of the kind's family."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from .bulletins import bulletin_areas
from .earthquakes import earthquake_areas, earthquake_of
from .elements import all_text, number_at, text_at, time_at
from .kinds import kind_of
from .rivers import river_areas
from .safe_xml import UnreadableTelegram, parse_xml
from .telegram import Area, Telegram
from .volcanoes import volcano_areas
from .weather import weather_areas

# A real warning never says these of itself; 「避難訓練」 and the like do not count.
_DRILL = re.compile(
    r"(これは|この電文は).{0,12}(訓練|試験)|訓練です|試験です|【(訓練|試験)】|＜(訓練|試験)＞|訓練電文|試験電文|^(訓練|試験)"
)
_SAMPLE = re.compile(r"テスト(サンプル|電文|です)|サンプル電文")

READERS: tuple[tuple[str, Callable[[Element], tuple[Area, ...]]], ...] = (
    ("VPWW", weather_areas),
    ("VXWW", weather_areas),
    ("VPHW", weather_areas),
    ("VXKO", river_areas),
    ("VPOA", bulletin_areas),
    ("VPBS", bulletin_areas),
    ("VXSE", earthquake_areas),
    ("VFVO", volcano_areas),
)


def read_telegram(data: bytes, *, name: str = "") -> Telegram:
    """`name`: the file's, which tells 指定河川 apart. Raises UnreadableTelegram with a Japanese sentence."""
    report = parse_xml(data)
    control, head, body = report.find("Control"), report.find("Head"), report.find("Body")
    reported_at = time_at(head, "ReportDateTime")
    if report.tag != "Report" or control is None or head is None or reported_at is None:
        raise UnreadableTelegram(
            "気象庁防災情報XMLの電文ではありません（Report、Control、Head、発表時刻のいずれかがありません）。"
        )
    text = "\n".join((text_at(head, "Title"), text_at(head, "Headline/Text"), all_text(body)))
    kind = kind_of(text_at(control, "Title"), file_name=name)
    return Telegram(
        kind=kind,
        title=text_at(control, "Title"),
        status=text_at(control, "Status"),
        info_type=text_at(head, "InfoType"),
        sent_at=time_at(control, "DateTime"),
        reported_at=reported_at,
        valid_until=time_at(head, "ValidDateTime"),
        event_id=text_at(head, "EventID"),
        serial=number_at(head, "Serial"),
        office=text_at(control, "EditorialOffice"),
        publisher=" ".join(text_at(control, "PublishingOffice").split()),
        head_title=text_at(head, "Title"),
        headline=text_at(head, "Headline/Text"),
        says_drill=bool(_DRILL.search(text)),
        says_sample=bool(_SAMPLE.search(text)),
        areas=_reader_of(kind)(report) if kind else (),
        earthquake=earthquake_of(report) if kind.startswith("VXSE") else None,
    )


def _reader_of(kind: str) -> Callable[[Element], tuple[Area, ...]]:
    return next(reader for prefix, reader in READERS if kind.startswith(prefix))
