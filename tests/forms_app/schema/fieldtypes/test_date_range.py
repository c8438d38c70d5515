from decimal import Decimal

import pytest

from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, display, field_problems, question, refusal

KIND = field_type("date_range")
THREE_DAYS = {"from": "2026-11-23", "to": "2026-11-25"}
BY_ERA = {"from_era": "令和", "from_year": "8", "from_month": "11", "from_day": "23",
          "to_era": "令和", "to_year": "8", "to_month": "11", "to_day": "25"}  # fmt: skip


def days(start: str, end: str) -> dict[str, str]:
    return {"from": start, "to": end}


@pytest.mark.parametrize("raw", [THREE_DAYS, BY_ERA, days("2026/11/23", "令和8年11月25日")])
def test_clean_writes_two_days(raw):
    assert clean("date_range", raw) == THREE_DAYS


def test_clean_reads_the_parts_of_the_layout():
    assert clean("date_range", BY_ERA, layout="japanese_era") == THREE_DAYS


@pytest.mark.parametrize("raw", [None, "", {}, days("", " ")])
def test_clean_of_nothing_is_unanswered(raw):
    assert clean("date_range", raw) is UNANSWERED


@pytest.mark.parametrize(("raw", "part"), [(days("2026-11-23", ""), "to"), (days("", "2026-11-23"), "from")])
def test_clean_names_the_day_missing(raw, part):
    assert refusal("date_range", raw) == ("part_required", part, {})


def test_clean_names_the_part_of_the_day():
    refused = refusal("date_range", {**BY_ERA, "to_day": "31"}, layout="japanese_era")
    assert refused == ("beyond_month", "to_day", {"month": "令和8年11月", "last": 30})


def test_clean_refuses_what_is_no_day():
    assert refusal("date_range", days("2026-11-31", "2026-12-01")) == ("not_a_date", "from", {})


def test_clean_takes_one_day():
    assert clean("date_range", days("2026-11-23", "2026-11-23")) == days("2026-11-23", "2026-11-23")


def test_clean_refuses_an_end_before_the_start():
    assert refusal("date_range", days("2026-11-23", "2026-11-22")) == ("ends_before_start", "to", {})


def test_clean_refuses_a_day_before_the_limit():
    limit = {"min": "2026年11月23日（令和8年）"}
    assert refusal("date_range", days("2026-11-22", "2026-11-25"), min="today") == ("too_early", "from", limit)


def test_clean_refuses_a_day_after_the_limit():
    limit = {"max": "2026年11月24日（令和8年）"}
    assert refusal("date_range", THREE_DAYS, max="2026-11-24") == ("too_late", "to", limit)


@pytest.mark.parametrize("options", [{"min_days": 3}, {"max_days": 3}])
def test_both_ends_are_counted(options):
    assert clean("date_range", THREE_DAYS, **options) == THREE_DAYS


def test_clean_refuses_fewer_days():
    assert refusal("date_range", THREE_DAYS, min_days=4) == ("too_few_days", "to", {"min": 4, "days": 3})


def test_clean_refuses_more_days():
    assert refusal("date_range", THREE_DAYS, max_days=2) == ("too_many_days", "to", {"max": 2, "days": 3})


def test_display_names_the_weekdays_and_the_length():
    assert display("date_range", THREE_DAYS) == "2026年11月23日（月）〜11月25日（水） 3日間"


def test_display_names_the_second_year_where_it_is_another():
    shown = display("date_range", days("2026-12-31", "2027-01-01"))
    assert shown == "2026年12月31日（木）〜2027年1月1日（金） 2日間"


def test_cells_are_two_days_and_their_number():
    assert KIND.cells(question("date_range"), THREE_DAYS) == {**THREE_DAYS, "days": "3"}


def test_conditions_compare_the_number_of_days():
    assert KIND.comparable(question("date_range"), THREE_DAYS) == Decimal(3)


@pytest.mark.parametrize("value", ["x", "-1", "1_0", "３", True, 1.5, None, ["1"]])
def test_operand_is_a_number_of_days(value):
    with pytest.raises(ValueError):  # noqa: PT011 — its text is the value
        KIND.operand(question("date_range"), value)


def test_to_raw_gives_the_parts_of_the_layout():
    assert KIND.to_raw(question("date_range", layout="japanese_era"), THREE_DAYS) == BY_ERA


def test_check_refuses_lengths_that_exclude_everything():
    assert field_problems("date_range", min_days=3, max_days=2) == [("max_days", "limits")]


def test_check_refuses_limits_that_exclude_everything():
    assert field_problems("date_range", min="2026-04-02", max="2026-04-01") == [("max", "limits")]
