import re
from datetime import date
from decimal import Decimal
from typing import Any

from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field
from municipalities.support.japanese_text import hyphens

from .base import UNANSWERED, FieldType, clean_parts

_DEGREES = re.compile(r"[0-9]{1,3}(\.[0-9]{1,20})?")  # a browser writes up to 17 digits
LATITUDES, LONGITUDES = (Decimal(20), Decimal(46)), (Decimal(122), Decimal(154))
PLACES = Decimal("0.000001")  # about 10 cm


class Location(FieldType):
    """Clean: {address, latitude, longitude}: WGS 84 degrees as text, "" where only the address is known."""

    name = "location"
    label = "場所（地図の位置と住所）"
    explanation = "住所や目印と、地図の位置を聞きます。"
    icon = "location_on"
    look = "line"
    is_personal = True
    parts = ("address", "latitude", "longitude")
    part_labels = {"address": "住所や目印", "latitude": "緯度", "longitude": "経度"}
    inputmode = {"latitude": "decimal", "longitude": "decimal"}

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        parts = clean_parts(raw, self.parts, longest=200)
        if not any(parts.values()):
            return UNANSWERED
        if not parts["address"]:
            raise AnswerError("part_required", "address")
        if bool(parts["latitude"]) != bool(parts["longitude"]):
            raise AnswerError("not_coordinates", "longitude" if parts["latitude"] else "latitude")
        if parts["latitude"]:
            parts["latitude"] = degrees(parts["latitude"], "latitude", LATITUDES)
            parts["longitude"] = degrees(parts["longitude"], "longitude", LONGITUDES)
        return parts

    def display(self, field: Field, value: Any) -> str:
        if not value["latitude"]:
            return value["address"]
        return f"{value['address']}（緯度 {value['latitude']}、経度 {value['longitude']}）"

    def json_schema(self, field: Field) -> dict[str, Any]:
        properties = {part: {"type": "string", "maxLength": 200} for part in self.parts}
        return {"type": "object", "properties": properties, "required": ["address"], "additionalProperties": False}

    def question(self, field: Field) -> str:
        return f"「{field.label}」を教えてください。位置情報を送るか、住所や目印を書いてください。"

    def to_raw(self, field: Field, value: Any) -> object:
        return dict(value)


def degrees(text: str, part: str, limits: tuple[Decimal, Decimal]) -> str:
    folded = hyphens(text)
    if not _DEGREES.fullmatch(folded):
        raise AnswerError("not_coordinates", part)
    number = Decimal(folded)
    if not limits[0] <= number <= limits[1]:
        raise AnswerError("outside_japan", part)
    return str(number.quantize(PLACES))
