from datetime import date

import pytest

from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.fieldtypes.date import bound
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, display, field_problems, question, refusal


def parts(year: object, month: object = "11", day: object = "23") -> dict[str, object]:
    return {"year": year, "month": month, "day": day}


@pytest.mark.parametrize(
    "raw",
    [
        "2026-11-23",
        "２０２６－１１－２３",
        parts("2026"),
        parts("令和8"),
        parts("R8", "１１", "２３"),
        parts("2026年", "11月", "23日"),
    ],
)
def test_clean_writes_iso(raw):
    assert clean("date", raw) == "2026-11-23"


@pytest.mark.parametrize("raw", [None, "", " ", {}, parts("", "", ""), parts(None, None, None)])
def test_clean_of_nothing_is_unanswered(raw):
    assert clean("date", raw) is UNANSWERED


@pytest.mark.parametrize(
    ("raw", "part"),
    [(parts("", "11", "23"), "year"), (parts("2026", ""), "month"), ({"year": "2026", "month": "1"}, "day")],
)
def test_clean_names_the_part_missing(raw, part):
    assert refusal("date", raw) == ("part_required", part, {})


@pytest.mark.parametrize("year", ["26", "8", "令和0", "２０２６６", "来年"])
def test_clean_refuses_what_is_no_year(year):
    assert refusal("date", parts(year)) == ("not_a_year", "year", {})


@pytest.mark.parametrize(
    "raw", ["2026-02-30", "2025-02-29", "0000-01-01", "2026/11/23", "tomorrow", "2026-1-1", "2026-11-23T00:00"]
)
def test_clean_refuses_text_that_is_no_day(raw):
    assert refusal("date", raw) == ("not_a_date", None, {})


@pytest.mark.parametrize(
    "raw", [parts("2026", "2", "30"), parts("2026", "13", "1"), parts("2026", "0", "0"), parts("0000")]
)
def test_clean_refuses_a_day_that_does_not_exist(raw):
    assert refusal("date", raw) == ("not_a_date", None, {})


@pytest.mark.parametrize("month", ["十一", "1_1", "+1", "-1", "1.0", "111", "٣", "霜月"])
def test_clean_names_the_part_that_is_no_number(month):
    assert refusal("date", parts("2026", month)) == ("not_a_date", "month", {})


@pytest.mark.parametrize("raw", [20261123, 1.5, True, [], ["2026", "11", "23"]])
def test_clean_refuses_another_shape(raw):
    assert refusal("date", raw) == ("wrong_shape", None, {})


def test_clean_refuses_a_number_as_a_part():
    assert refusal("date", parts(2026)) == ("wrong_shape", "year", {})


def test_clean_accepts_29_february_of_a_leap_year():
    assert clean("date", "2024-02-29") == "2024-02-29"


def test_clean_refuses_a_day_before_the_limit():
    assert refusal("date", "2026-11-22", min="today") == ("too_early", None, {"min": "2026年11月23日（令和8年）"})


def test_clean_refuses_a_day_after_the_limit():
    refused = refusal("date", "2026-12-24", max="today+30d")
    assert refused == ("too_late", None, {"max": "2026年12月23日（令和8年）"})


@pytest.mark.parametrize("raw", ["2026-11-23", "2026-12-23"])
def test_clean_takes_the_limits_themselves(raw):
    assert clean("date", raw, min="today", max="today+30d") == raw


@pytest.mark.parametrize("raw", ["0001-01-01", "9999-12-31"])
def test_clean_takes_the_first_and_the_last_day_there_is(raw):
    assert clean("date", raw) == raw


def test_display_shows_both_years():
    assert display("date", "2026-11-23") == "2026年11月23日（令和8年）"


def test_export_is_iso():
    assert field_type("date").export(question("date"), "2026-11-23") == "2026-11-23"


def test_to_raw_gives_the_parts_a_page_shows():
    assert field_type("date").to_raw(question("date"), "2026-04-01") == parts("2026", "4", "1")


def test_comparable_is_the_day():
    assert field_type("date").comparable(question("date"), "2026-11-23") == date(2026, 11, 23)


@pytest.mark.parametrize("value", ["today", "2026-02-30", "2026-11-23\n", 20261123, None])
def test_operand_must_be_a_day(value):
    with pytest.raises(ValueError):  # noqa: PT011 — its text is the value
        field_type("date").operand(question("date"), value)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-04-01", date(2026, 4, 1)),
        ("today", date(2026, 11, 23)),
        ("today+30d", date(2026, 12, 23)),
        ("today-365d", date(2025, 11, 23)),
    ],
)
def test_bound_reads_fixed_and_moving_days(text, day):
    assert bound(text, date(2026, 11, 23)) == day


@pytest.mark.parametrize("options", [{"min": "2026-04-02", "max": "2026-04-01"}, {"min": "today+1d", "max": "today"}])
def test_check_refuses_limits_that_exclude_everything(options):
    assert field_problems("date", **options) == [("max", "limits")]


@pytest.mark.parametrize("name", ["min", "max"])
def test_check_refuses_a_limit_that_is_no_day(name):
    assert field_problems("date", **{name: "2026-02-30"}) == [(name, "no_such_day")]


@pytest.mark.parametrize("text", ["today\n", "2026-04-01\n", "today+100000d", "yesterday", ""])
def test_a_limit_written_otherwise_does_not_fit(text):
    assert field_problems("date", min=text) == [("min", "shape")]


def test_a_fixed_limit_and_a_moving_one_are_not_compared():
    assert question("date", min="2099-01-01", max="today").options["min"] == "2099-01-01"


def test_the_era_is_one_of_the_parts_where_the_layout_asks_for_it():
    assert field_type("date").parts_of(question("date", layout="japanese_era")) == ("era", "year", "month", "day")


def test_clean_reads_the_era_that_was_chosen():
    assert clean("date", {"era": "令和", **parts("8")}, layout="japanese_era") == "2026-11-23"


def test_to_raw_shows_the_era_where_the_layout_asks_for_it():
    shown = field_type("date").to_raw(question("date", layout="japanese_era"), "2026-11-23")
    assert shown == {"era": "令和", **parts("8")}
