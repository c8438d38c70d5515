"""GeoJSON (RFC 7946): one point for each place that has coordinates; WGS 84, longitude first."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from forms_app.rendering.table import Record, header_of, row_of

from .layout import Layout


def write(records: Iterable[Record], layout: Layout, file: BinaryIO) -> list[str]:
    header, left_out = header_of(layout.columns), 0
    before = b'{"type": "FeatureCollection", "features": [\n'
    file.write(before)
    separator = b""
    for record in records:
        features = list(_features(record, dict(zip(header, row_of(record, layout.columns), strict=True))))
        left_out += not features
        for feature in features:
            file.write(separator + json.dumps(feature, ensure_ascii=False).encode())
            separator = b",\n"
    file.write(b"\n]}\n")
    if left_out:
        return [_("緯度と経度のない申請 %(count)d 件は、地図のファイルに入っていません。") % {"count": left_out}]
    return []


def _features(record: Record, properties: dict[str, str]) -> Iterator[dict[str, Any]]:
    for question in record.definition.answerable_fields:
        place = record.values.get(question.key)
        if question.type == "location" and isinstance(place, dict) and place.get("latitude"):
            point = [float(place["longitude"]), float(place["latitude"])]
            yield {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": point},
                "properties": {"設問": question.label, **properties},
            }
