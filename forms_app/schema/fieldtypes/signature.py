import base64
import binascii
from datetime import date
from typing import Any

from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field
from municipalities.support.pictures import NotAPicture, TooManyPixels, plain_drawing

from .base import UNANSWERED, FieldType, clean_text
from .consent import GIVEN, NOT_GIVEN

PREFIX = "data:image/png;base64,"
LONGEST_NAME = 100
MOST_BYTES = 60_000
LARGEST = (1200, 400)
LONGEST_DRAWN = len(PREFIX) + -(-MOST_BYTES // 3) * 4


class Signature(FieldType):
    """Clean: {kind: "drawn", png: base64} or {kind: "typed", name}. What is drawn goes before what is typed.

    The drawing is unpacked and written anew: what is kept is a picture of grey points and nothing else.
    """

    name = "signature"
    label = "署名"
    explanation = "指で書くか、氏名を入力して署名してもらいます。"
    icon = "signature"
    look = "area"
    is_personal = True
    parts = ("typed", "confirmed", "drawn")
    part_labels = {"typed": "氏名", "confirmed": "署名の確認", "drawn": "手書きの署名"}
    autocomplete = {"typed": "name"}
    cell_parts = ("",)

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        if raw is None or raw is UNANSWERED or raw == "":
            return UNANSWERED
        if not isinstance(raw, dict):
            raise AnswerError("wrong_shape")
        if "kind" in raw:
            raw = _as_typed(raw)
        if raw.get("drawn") not in (None, ""):
            return {"kind": "drawn", "png": drawing(raw["drawn"])}
        name = clean_text(raw.get("typed"), longest=LONGEST_NAME, part="typed")
        confirmed = is_confirmed(raw.get("confirmed"))
        if not name and not confirmed:
            return UNANSWERED
        if not name:
            raise AnswerError("part_required", "typed")
        if not confirmed:
            raise AnswerError("signature_not_confirmed", "confirmed")
        return {"kind": "typed", "name": name}

    def display(self, field: Field, value: Any) -> str:
        return "手書きの署名" if value["kind"] == "drawn" else f"{value['name']}（氏名の入力による署名）"

    def export(self, field: Field, value: Any) -> str:
        return "署名あり"

    def picture(self, field: Field, value: Any) -> str:
        return PREFIX + value["png"] if value["kind"] == "drawn" else ""

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"oneOf": [_object("drawn", "png", LONGEST_DRAWN), _object("typed", "name", LONGEST_NAME)]}

    def question(self, field: Field) -> str:
        return f"「{field.label}」に署名してください。氏名を入力して、署名とすることもできます。"

    def to_raw(self, field: Field, value: Any) -> object:
        is_typed = value["kind"] == "typed"
        return {
            "typed": value["name"] if is_typed else "",
            "confirmed": "yes" if is_typed else "",
            "drawn": self.picture(field, value),
        }


def drawing(raw: object) -> str:
    if not isinstance(raw, str):
        raise AnswerError("wrong_shape", "drawn")
    if len(raw) > LONGEST_DRAWN:
        raise AnswerError("drawing_too_large", "drawn")
    try:
        sent = base64.b64decode(raw.removeprefix(PREFIX), validate=True) if raw.startswith(PREFIX) else b""
        return base64.b64encode(plain_drawing(sent, largest=LARGEST)).decode()
    except TooManyPixels as error:
        raise AnswerError("drawing_too_large", "drawn") from error
    except (binascii.Error, ValueError, NotAPicture) as error:
        raise AnswerError("not_a_drawing", "drawn") from error


def is_confirmed(raw: object) -> bool:
    if raw is None or isinstance(raw, bool):
        return bool(raw)
    if not isinstance(raw, str) or raw not in GIVEN + NOT_GIVEN:
        raise AnswerError("wrong_shape", "confirmed")
    return raw in GIVEN


def _as_typed(value: dict[str, Any]) -> dict[str, Any]:
    """A clean answer, or what pretends to be one, in parts."""
    if value["kind"] == "drawn":
        return {"drawn": f"{PREFIX}{value.get('png', '')}"}
    return {"typed": value.get("name"), "confirmed": value["kind"] == "typed"}


def _object(kind: str, name: str, longest: int) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"kind": {"const": kind}, name: {"type": "string", "minLength": 1, "maxLength": longest}},
        "required": ["kind", name],
        "additionalProperties": False,
    }
