import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar

from forms_app.schema import era_day
from forms_app.schema.conditions import COMPARISONS, MEMBERSHIP, PRESENCE
from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field
from municipalities.support.japanese_calendar import parse_year, with_wareki

from .base import END, UNANSWERED, FieldType, Problem, clean_parts, clean_signs, require_parts

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH, _DAY = re.compile(r"([0-9]{1,2})月?"), re.compile(r"([0-9]{1,2})日?")
BOUND_SCHEMA = {"type": "string", "pattern": r"^(today([+-][0-9]{1,5}d)?|[0-9]{4}-[0-9]{2}-[0-9]{2})" + END}


LAYOUT_SCHEMA = {"enum": ["japanese_era"]}
LAYOUT_LABEL = ("日付の聞き方", "元号を一覧から選ぶ聞き方は、生年月日や昔の日付に向いています。西暦も選べます。")


class Date(FieldType):
    """Raw: year, month and day as people write them (`令和8`, `2026`), with the era where it is chosen, or ISO 8601.
    Clean: ISO 8601."""

    name = "date"
    label = "日付"
    explanation = "年月日を聞きます。西暦でも元号でも入力できます。"
    icon = "calendar_month"
    profile_facts: ClassVar[tuple[str, ...]] = ("birthday",)
    parts: ClassVar[tuple[str, ...]] = ("year", "month", "day")
    part_labels = {"era": "元号", "year": "年", "month": "月", "day": "日"}
    inputmode = {"month": "numeric", "day": "numeric"}
    options_schema = {
        "layout": LAYOUT_SCHEMA,
        "min": BOUND_SCHEMA,
        "max": BOUND_SCHEMA,
        "birthday": {"type": "boolean"},
    }
    option_labels = {"layout": LAYOUT_LABEL}
    compares_as = "date"
    operators = (*COMPARISONS, *MEMBERSHIP, *PRESENCE)

    def parts_of(self, field: Field) -> tuple[str, ...]:
        return era_day.ERA_PARTS if field.options.get("layout") == "japanese_era" else self.parts

    def choices_of(self, field: Field, part: str) -> tuple[str, ...]:
        return era_day.CHOICES if part == "era" else ()

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        day = self.day(field, raw)
        if day is None:
            return UNANSWERED
        self.check_limits(field, day, today)
        return day.isoformat()

    def day(self, field: Field, raw: object) -> date | None:
        if isinstance(raw, str):
            return self._from_text(raw)
        return self._from_era(raw) if "era" in self.parts_of(field) else self._from_parts(raw)

    def check_limits(self, field: Field, day: date, today: date) -> None:
        if "min" in field.options and day < (earliest := bound(field.options["min"], today)):
            raise AnswerError("too_early", min=with_wareki(earliest))
        if "max" in field.options and day > (latest := bound(field.options["max"], today)):
            raise AnswerError("too_late", max=with_wareki(latest))

    def _from_text(self, raw: str) -> date | None:
        text = clean_signs(raw, longest=40)
        if not text:
            return None
        if not _ISO.fullmatch(text):
            raise AnswerError("not_a_date")
        year, month, day = map(int, text.split("-"))
        return self._day(year, month, day)

    def _from_era(self, raw: object) -> date | None:
        parts = clean_parts(raw, era_day.ERA_PARTS, longest=20, clean=clean_signs)
        return era_day.day_of_era(parts) if any(parts.values()) else None

    def _from_parts(self, raw: object) -> date | None:
        parts = clean_parts(raw, self.parts, longest=20, clean=clean_signs)
        if not any(parts.values()):
            return None
        require_parts(parts, self.parts)
        try:
            year = parse_year(parts["year"])
        except ValueError as error:
            raise AnswerError("not_a_year", "year") from error
        month, day = _MONTH.fullmatch(parts["month"]), _DAY.fullmatch(parts["day"])
        if month is None or day is None:
            raise AnswerError("not_a_date", "day" if month else "month")
        return self._day(year, int(month[1]), int(day[1]))

    def _day(self, year: int, month: int, day: int) -> date:
        try:
            return date(year, month, day)
        except ValueError as error:
            raise AnswerError("not_a_date") from error

    def display(self, field: Field, value: Any) -> str:
        return with_wareki(date.fromisoformat(value))

    cell_parts = ("",)  # asked in three controls, kept as one day

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

    def day_limits(self, field: Field, today: date) -> dict[str, Any]:
        return ends(field, today)

    def check(self, field: Field) -> Iterable[Problem]:
        yield from bound_problems(field)

    def to_raw(self, field: Field, value: Any) -> object:
        if "era" in self.parts_of(field):
            return era_day.era_parts(date.fromisoformat(value))
        year, month, day = value.split("-")
        return {"year": year, "month": str(int(month)), "day": str(int(day))}


def bound(text: str, today: date) -> date:
    """`2026-04-01`, `today`, `today+30d` → day. Raises ValueError."""
    if not text.startswith("today"):
        return date.fromisoformat(text)
    return today + timedelta(days=int(text.removeprefix("today").removesuffix("d") or 0))


def ends(field: Field, today: date) -> dict[str, date | None]:
    """The first and the last day allowed."""
    options = field.options
    return {name: bound(options[name], today) if name in options else None for name in ("min", "max")}


def bound_problems(field: Field) -> Iterable[Problem]:
    texts = {name: field.options[name] for name in ("min", "max") if name in field.options}
    limits = {}
    for name, text in texts.items():
        try:
            limits[name] = bound(text, date(2000, 1, 1))
        except ValueError:
            yield name, "no_such_day", {}
    # A fixed day against one that moves with today cannot be judged here.
    alike = len({text.startswith("today") for text in texts.values()}) == 1
    if alike and len(limits) == 2 and limits["min"] > limits["max"]:
        yield "max", "limits", {}
