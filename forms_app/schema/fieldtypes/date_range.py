import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from forms_app.schema import era_day
from forms_app.schema.conditions import COMPARISONS, PRESENCE
from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field
from municipalities.support.japanese_calendar import with_wareki

from .base import UNANSWERED, FieldType, Problem, clean_parts, clean_signs
from .date import BOUND_SCHEMA, LAYOUT_LABEL, LAYOUT_SCHEMA, bound_problems, ends

SIDES = ("from", "to")
ERA_PARTS_OF_SIDES = tuple(f"{side}_{part}" for side in SIDES for part in era_day.ERA_PARTS)
DAYS_SCHEMA = {"type": "integer", "minimum": 1, "maximum": 3660}
WEEKDAYS = "月火水木金土日"


class DateRange(FieldType):
    """Clean: {from, to}, ISO 8601. Conditions and formulas read how many days it is, the first and the last counted."""

    name = "date_range"
    label = "期間（はじめの日と終わりの日）"
    explanation = "何日から何日までかを聞きます。日数は自動で数えます。"
    icon = "date_range"
    parts = SIDES
    part_labels = {
        "from": "はじめの日",
        "to": "終わりの日",
        "days": "日数",
        **{
            f"from_{part}": f"はじめの日の{label}"
            for part, label in zip(era_day.ERA_PARTS, ("元号", *"年月日"), strict=True)
        },
        **{
            f"to_{part}": f"終わりの日の{label}"
            for part, label in zip(era_day.ERA_PARTS, ("元号", *"年月日"), strict=True)
        },
    }
    inputmode = {f"{side}_{part}": "numeric" for side in SIDES for part in ("month", "day")}
    cell_parts = ("from", "to", "days")
    sample = ({}, {"from": "2026-11-23", "to": "2026-11-25"})
    options_schema = {
        "layout": LAYOUT_SCHEMA,
        "min": BOUND_SCHEMA,
        "max": BOUND_SCHEMA,
        "min_days": DAYS_SCHEMA,
        "max_days": DAYS_SCHEMA,
    }
    option_labels = {
        "layout": LAYOUT_LABEL,
        "min": ("入力できる最初の日", ""),
        "max": ("入力できる最後の日", ""),
        "min_days": ("日数の下限", "はじめの日と終わりの日も、1日と数えます。"),
        "max_days": ("日数の上限", "はじめの日と終わりの日も、1日と数えます。"),
    }
    compares_as = "number"  # the number of days
    operators = (*COMPARISONS, *PRESENCE)

    def parts_of(self, field: Field) -> tuple[str, ...]:
        return ERA_PARTS_OF_SIDES if field.options.get("layout") == "japanese_era" else self.parts

    def choices_of(self, field: Field, part: str) -> tuple[str, ...]:
        return era_day.CHOICES if part.endswith("_era") else ()

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        typed = clean_parts(raw, (*SIDES, *ERA_PARTS_OF_SIDES), longest=20, clean=clean_signs)
        if not any(typed.values()):
            return UNANSWERED
        days = {side: self._day(field, typed, side) for side in SIDES}
        self._check_limits(field, days, today)
        self._check_length(field, days)
        return {side: day.isoformat() for side, day in days.items()}

    def _day(self, field: Field, typed: Mapping[str, str], side: str) -> date:
        if typed[side]:
            return self._whole_day(typed[side], side)
        parts = {part: typed[f"{side}_{part}"] for part in era_day.ERA_PARTS}
        if not any(parts.values()):
            raise AnswerError("part_required", self._first_part(field, side))
        try:
            return era_day.day_of_era(parts)
        except AnswerError as error:
            error.part = f"{side}_{error.part}"
            raise

    def _whole_day(self, text: str, side: str) -> date:
        day = era_day.parse_day(text)
        if day is None:
            raise AnswerError("not_a_date", side)
        return day

    def _check_limits(self, field: Field, days: Mapping[str, date], today: date) -> None:
        limits = ends(field, today)
        for side, day in days.items():
            part = self._first_part(field, side)
            if limits["min"] and day < limits["min"]:
                raise AnswerError("too_early", part, min=with_wareki(limits["min"]))
            if limits["max"] and day > limits["max"]:
                raise AnswerError("too_late", part, max=with_wareki(limits["max"]))

    def _check_length(self, field: Field, days: Mapping[str, date]) -> None:
        part, length = self._first_part(field, "to"), _length(days["from"], days["to"])
        if length < 1:
            raise AnswerError("ends_before_start", part)
        if length < field.options.get("min_days", 1):
            raise AnswerError("too_few_days", part, min=field.options["min_days"], days=length)
        if length > field.options.get("max_days", length):
            raise AnswerError("too_many_days", part, max=field.options["max_days"], days=length)

    def _first_part(self, field: Field, side: str) -> str:
        return next(part for part in self.parts_of(field) if part.startswith(side))

    def display(self, field: Field, value: Any) -> str:
        start, end = _days(value)
        return f"{_shown(start)}〜{_shown(end, after=start)} {_length(start, end)}日間"

    def cells(self, field: Field, value: Any) -> dict[str, str]:
        return {**{side: value[side] for side in SIDES}, "days": str(_length(*_days(value)))}

    def json_schema(self, field: Field) -> dict[str, Any]:
        day = {"type": "string", "format": "date"}
        return {
            "type": "object",
            "properties": dict.fromkeys(SIDES, day),
            "required": list(SIDES),
            "additionalProperties": False,
        }

    def question(self, field: Field) -> str:
        return f"「{field.label}」は、何日から何日までですか。"

    def unit(self, field: Field) -> str:
        return "日"

    def comparable(self, field: Field, value: Any) -> Decimal:
        return Decimal(_length(*_days(value)))

    def operand(self, field: Field, value: object) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | str) or not re.fullmatch("[0-9]{1,5}", str(value)):
            raise ValueError(value)
        return Decimal(int(value))

    def limits(self, field: Field) -> dict[str, Any]:
        return {name: field.options.get(name) for name in ("min_days", "max_days")}

    def day_limits(self, field: Field, today: date) -> dict[str, Any]:
        return ends(field, today)

    def check(self, field: Field) -> Iterable[Problem]:
        yield from bound_problems(field)
        if field.options.get("min_days", 1) > field.options.get("max_days", DAYS_SCHEMA["maximum"]):
            yield "max_days", "limits", {}

    def to_raw(self, field: Field, value: Any) -> object:
        if self.parts_of(field) == self.parts:
            return dict(value)
        days = dict(zip(SIDES, _days(value), strict=True))
        return {f"{side}_{part}": text for side in SIDES for part, text in era_day.era_parts(days[side]).items()}


def _days(value: Mapping[str, str]) -> tuple[date, date]:
    return date.fromisoformat(value["from"]), date.fromisoformat(value["to"])


def _length(start: date, end: date) -> int:
    return (end - start).days + 1


def _shown(day: date, after: date | None = None) -> str:
    """`2026年11月23日（月）`; without the year where it is that of the first day."""
    year = "" if after and after.year == day.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"
