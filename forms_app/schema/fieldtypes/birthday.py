from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from forms_app.schema import era_day
from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field
from municipalities.support.japanese_calendar import with_wareki

from .base import Problem
from .date import BOUND_SCHEMA, Date, bound

OLDEST = 150
GROWN_UP = 18
ERAS_OF_GROWN_UPS = ("昭和", "平成", "令和", "大正", "明治", era_day.WESTERN)
AGE_SCHEMA = {"type": "integer", "minimum": 0, "maximum": OLDEST}


class Birthday(Date):
    """A day on which somebody was born, and how old they have to be.

    年齢計算ニ関する法律 (明治35年法律第50号) and 民法143条: a year of age is full at the end of the day before the birthday. So on the
    birthday itself the new age holds: who was born on 1 April is 6 on 1 April, and starts school with those born in March.
    Born on 29 February, in a common year: full at the end of 28 February, so the new age holds on 1 March.
    """

    name = "birthday"
    label = "生年月日"
    explanation = "生年月日を、元号を選んで入力してもらいます。対象の年齢を決められます。"
    icon = "cake"
    mirrored_as = "date"
    is_personal = True
    parts = era_day.ERA_PARTS
    autocomplete = {"year": "bday-year", "month": "bday-month", "day": "bday-day"}
    operand_hint = "「1961-04-01」のように、西暦の日付を入力してください。"
    sample = ({}, "1946-08-15")
    options_schema = {"min_age": AGE_SCHEMA, "max_age": AGE_SCHEMA, "age_on": BOUND_SCHEMA}
    option_labels = {
        "min_age": ("対象の年齢（この歳から）", "例：65。その日に65歳になる方も対象です。"),
        "max_age": ("対象の年齢（この歳まで）", "例：5。6歳になる日の前の日までが対象です。"),
        "age_on": (
            "年齢を数える日",
            "空けておくと、申請する日の年齢で数えます。その年度のうちに何歳になるか（4月1日生まれを含む）で決まるときは、"
            "次の年度の4月1日を入力してください。",
        ),
    }

    def parts_of(self, field: Field) -> tuple[str, ...]:
        return self.parts

    def choices_of(self, field: Field, part: str) -> tuple[str, ...]:
        """Those who need the list most were born in 昭和; a question about children begins with 令和."""
        of_children = field.options.get("max_age", OLDEST) < GROWN_UP
        return ERAS_OF_GROWN_UPS if part == "era" and not of_children else super().choices_of(field, part)

    def check_limits(self, field: Field, day: date, today: date) -> None:
        if day > today:
            raise AnswerError("born_in_future")
        if day < years_before(today, OLDEST):
            raise AnswerError("born_too_long_ago", years=OLDEST)
        limits = self._age_limits(field, today)
        if limits["max"] and day > limits["max"]:
            raise AnswerError("too_young", **self._rule(field, today))
        if limits["min"] and day < limits["min"]:
            raise AnswerError("too_old", **self._rule(field, today))

    def day_limits(self, field: Field, today: date) -> dict[str, Any]:
        of_age = self._age_limits(field, today)
        return {
            "min": max(of_age["min"] or date.min, years_before(today, OLDEST)),
            "max": min(of_age["max"] or today, today),
        }

    def _age_limits(self, field: Field, today: date) -> dict[str, date | None]:
        """First and last day of birth that the ages allow."""
        options = field.options
        on = bound(options.get("age_on", "today"), today)
        youngest = years_before(on, options["min_age"]) if "min_age" in options else None
        oldest = years_before(on, options["max_age"] + 1) + timedelta(days=1) if "max_age" in options else None
        return {"min": oldest, "max": youngest}

    def _rule(self, field: Field, today: date) -> dict[str, Any]:
        """For the sentence; `on` is "" for the day of application."""
        options = field.options
        on = with_wareki(bound(options["age_on"], today)) if options.get("age_on", "today") != "today" else ""
        return {"min": options.get("min_age"), "max": options.get("max_age"), "on": on}

    def check(self, field: Field) -> Iterable[Problem]:
        options = field.options
        if options.get("min_age", 0) > options.get("max_age", OLDEST):
            yield "max_age", "limits", {}
        try:
            bound(options.get("age_on", "today"), date(2000, 1, 1))
        except ValueError:
            yield "age_on", "no_such_day", {}


def years_before(day: date, years: int) -> date:
    """The latest day of birth of somebody who is `years` old on `day`."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February: who was born on 1 March is not that old yet
        return day.replace(year=day.year - years, day=28)
