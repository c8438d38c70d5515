import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from forms_app.schema.conditions import COMPARISONS, MEMBERSHIP, PRESENCE
from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field
from municipalities.support.japanese_calendar import parse_year, with_wareki
from municipalities.support.japanese_text import fold_width

from .base import UNANSWERED, FieldType, Problem, clean_parts, clean_text

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
BOUND_SCHEMA = {"type": "string", "pattern": r"^(today([+-][0-9]{1,5}d)?|[0-9]{4}-[0-9]{2}-[0-9]{2})$"}


class Date(FieldType):
    """Raw: year, month and day as people write them (`令和8`, `2026`), or ISO 8601. Clean: ISO 8601."""

    name = "date"
    label = "日付"
    parts = ("year", "month", "day")
    part_labels = {"year": "年", "month": "月", "day": "日"}
    inputmode = {"month": "numeric", "day": "numeric"}
    options_schema = {"min": BOUND_SCHEMA, "max": BOUND_SCHEMA, "birthday": {"type": "boolean"}}
    operators = (*COMPARISONS, *MEMBERSHIP, *PRESENCE)

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        day = self._from_text(raw) if isinstance(raw, str) else self._from_parts(raw)
        if day is None:
            return UNANSWERED
        if "min" in field.options and day < (earliest := bound(field.options["min"], today)):
            raise AnswerError("too_early", min=with_wareki(earliest))
        if "max" in field.options and day > (latest := bound(field.options["max"], today)):
            raise AnswerError("too_late", max=with_wareki(latest))
        return day.isoformat()

    def _from_text(self, raw: str) -> date | None:
        text = fold_width(clean_text(raw, longest=40))
        if not text:
            return None
        if not _ISO.fullmatch(text):
            raise AnswerError("not_a_date")
        return self._day(*text.split("-"))

    def _from_parts(self, raw: object) -> date | None:
        parts = {part: fold_width(text) for part, text in clean_parts(raw, self.parts, longest=20).items()}
        if not any(parts.values()):
            return None
        for part in self.parts:
            if not parts[part]:
                raise AnswerError("part_required", part)
        try:
            year = parse_year(parts["year"])
        except ValueError as error:
            raise AnswerError("not_a_year", "year") from error
        return self._day(str(year), parts["month"], parts["day"])

    def _day(self, year: str, month: str, day: str) -> date:
        try:
            return date(int(year), int(month), int(day))
        except (ValueError, OverflowError) as error:
            raise AnswerError("not_a_date") from error

    def display(self, field: Field, value: Any) -> str:
        return with_wareki(date.fromisoformat(value))

    def export(self, field: Field, value: Any) -> str:
        return str(value)

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "format": "date"}

    def comparable(self, field: Field, value: Any) -> date:
        return date.fromisoformat(value)

    def operand(self, field: Field, value: object) -> date:
        if not isinstance(value, str) or not _ISO.fullmatch(value):
            raise ValueError(value)
        return date.fromisoformat(value)

    def check(self, field: Field) -> Iterable[Problem]:
        sample = date(2000, 1, 1)
        limits = {}
        for name in ("min", "max"):
            try:
                limits[name] = bound(field.options.get(name, "today"), sample)
            except (ValueError, OverflowError):
                yield name, "limits", {}
        fixed = all(not field.options.get(name, "today").startswith("today") for name in ("min", "max"))
        if fixed and len(limits) == 2 and limits["min"] > limits["max"]:
            yield "max", "limits", {}

    def to_raw(self, field: Field, value: Any) -> object:
        year, month, day = value.split("-")
        return {"year": year, "month": str(int(month)), "day": str(int(day))}


def bound(text: str, today: date) -> date:
    """`2026-04-01`, `today`, `today+30d` → day. Raises ValueError or OverflowError."""
    if not text.startswith("today"):
        return date.fromisoformat(text)
    return today + timedelta(days=int(text.removeprefix("today").removesuffix("d") or 0))
