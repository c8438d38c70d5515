import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from forms_app.schema.conditions import COMPARISONS, PRESENCE
from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field

from .base import END, UNANSWERED, FieldType, Problem, clean_signs

_TIME = re.compile(r"(午前|午後)?([0-9]{1,2})(?::([0-9]{2})|時(?:([0-9]{1,2})分|(半))?)")
TIME_SCHEMA = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]" + END, "maxLength": 5}


class Time(FieldType):
    """Clean: "14:30". 午後12時 is refused: it may mean noon or midnight."""

    name = "time"
    label = "時刻"
    explanation = "何時何分かを聞きます。範囲を決められます。"
    icon = "schedule"
    operand_hint = "「14:30」のように入力してください。"
    sample = ({}, "14:30")
    options_schema = {"min": TIME_SCHEMA, "max": TIME_SCHEMA}
    compares_as = "time"
    operators = (*COMPARISONS, *PRESENCE)

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        text = clean_signs(raw, longest=20).replace(" ", "")
        if not text:
            return UNANSWERED
        time = parse_time(text)
        if time is None:
            raise AnswerError("not_a_time")
        if time < field.options.get("min", "00:00"):
            raise AnswerError("too_early_a_time", min=field.options["min"])
        if time > field.options.get("max", "23:59"):
            raise AnswerError("too_late_a_time", max=field.options["max"])
        return time

    def display(self, field: Field, value: Any) -> str:
        hour, _colon, minute = value.partition(":")
        return f"{int(hour)}時{int(minute)}分" if minute != "00" else f"{int(hour)}時"

    def export(self, field: Field, value: Any) -> str:
        return str(value)

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": TIME_SCHEMA["pattern"]}

    def question(self, field: Field) -> str:
        return f"「{field.label}」は何時何分ですか。"

    def operand(self, field: Field, value: object) -> str:
        time = parse_time(value) if isinstance(value, str) else None
        if time is None:
            raise ValueError(value)
        return time

    def limits(self, field: Field) -> dict[str, Any]:
        return {"min": field.options.get("min", "00:00"), "max": field.options.get("max", "23:59")}

    def check(self, field: Field) -> Iterable[Problem]:
        if field.options.get("min", "00:00") > field.options.get("max", "23:59"):
            yield "max", "limits", {}


def parse_time(text: str) -> str | None:
    """`14:30`, `14時30分`, `午後2時半` → `14:30`; None for anything else."""
    found = _TIME.fullmatch(text)
    if not found:
        return None
    half, hour, minute = found[1], int(found[2]), 30 if found[5] else int(found[3] or found[4] or 0)
    if hour > (11 if half else 23) or minute > 59:
        return None
    return f"{hour + 12 if half == '午後' else hour:02}:{minute:02}"
