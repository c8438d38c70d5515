from datetime import date

import pytest

from forms_app.schema.era_day import day_of_era, era_parts, parse_day
from forms_app.schema.errors import AnswerError


def parts(era: str, year: str, month: str = "3", day: str = "1") -> dict[str, str]:
    return {"era": era, "year": year, "month": month, "day": day}


def refusal(typed: dict[str, str]) -> tuple[str, str | None]:
    with pytest.raises(AnswerError) as refused:
        day_of_era(typed)
    return refused.value.code, refused.value.part


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (parts("令和", "8"), date(2026, 3, 1)),
        (parts("昭和", "21年", "8月", "15日"), date(1946, 8, 15)),
        (parts("昭和", "昭和21"), date(1946, 3, 1)),
        (parts("令和", "元", "5"), date(2019, 5, 1)),
        (parts("令和", "元年", "5"), date(2019, 5, 1)),
        (parts("平成", "1"), date(1989, 3, 1)),
        (parts("西暦", "1946"), date(1946, 3, 1)),
        (parts("", "1946"), date(1946, 3, 1)),
        (parts("", "昭和21"), date(1946, 3, 1)),
    ],
)
def test_day_of_era_reads_what_people_write(typed, day):
    assert day_of_era(typed) == day


@pytest.mark.parametrize(
    "typed",
    [
        parts("令和", "1", "5", "1"),
        parts("平成", "31", "4", "30"),
        parts("平成", "1", "1", "8"),
        parts("昭和", "64", "1", "7"),
        parts("昭和", "1", "12", "25"),
        parts("大正", "15", "12", "25"),
        parts("大正", "1", "7", "30"),
        parts("明治", "45", "7", "30"),
        parts("明治", "1", "1", "25"),
    ],
)
def test_the_first_and_the_last_day_of_an_era_are_of_it(typed):
    assert isinstance(day_of_era(typed), date)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (parts("令和", "1", "4", "30"), "before_era"),
        (parts("平成", "31", "5", "1"), "after_era"),
        (parts("平成", "1", "1", "7"), "before_era"),
        (parts("昭和", "64", "1", "8"), "after_era"),
        (parts("昭和", "65"), "after_era"),
        (parts("昭和", "1", "12", "24"), "before_era"),
        (parts("大正", "15", "12", "26"), "after_era"),
        (parts("大正", "1", "7", "29"), "before_era"),
        (parts("明治", "45", "7", "31"), "after_era"),
    ],
)
def test_the_day_before_and_the_day_after_are_not(typed, code):
    assert refusal(typed) == (code, "year")


@pytest.mark.parametrize(
    ("typed", "code", "part"),
    [
        (parts("", "21"), "era_required", "era"),
        (parts("", ""), "era_required", "era"),
        (parts("慶応", "1"), "not_an_option", "era"),
        (parts("昭和", ""), "part_required", "year"),
        (parts("昭和", "21", ""), "part_required", "month"),
        (parts("昭和", "21", "8", ""), "part_required", "day"),
        (parts("昭和", "1946"), "not_an_era_year", "year"),
        (parts("昭和", "0"), "not_an_era_year", "year"),
        (parts("昭和", "平成2"), "not_an_era_year", "year"),
        (parts("西暦", "46"), "not_a_western_year", "year"),
        (parts("西暦", "0000"), "not_a_western_year", "year"),
        (parts("昭和", "21", "13"), "not_a_month", "month"),
        (parts("昭和", "21", "0"), "not_a_month", "month"),
        (parts("昭和", "21", "8", "32"), "not_a_day", "day"),
        (parts("昭和", "21", "2", "29"), "beyond_month", "day"),
    ],
)
def test_a_refusal_names_the_part_to_be_mended(typed, code, part):
    assert refusal(typed) == (code, part)


def test_a_day_after_an_era_is_told_by_its_own():
    with pytest.raises(AnswerError) as refused:
        day_of_era(parts("昭和", "65"))
    assert refused.value.params == {"era": "昭和", "last": "64年1月7日", "same": "平成2年3月1日"}


def test_a_day_that_the_month_has_not_is_told_with_its_last():
    with pytest.raises(AnswerError) as refused:
        day_of_era(parts("令和", "元", "6", "31"))
    assert refused.value.params == {"month": "令和元年6月", "last": 30}


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(1989, 1, 7), parts("昭和", "64", "1", "7")),
        (date(1926, 12, 25), parts("昭和", "1", "12", "25")),
        (date(1860, 2, 3), parts("西暦", "1860", "2", "3")),
    ],
)
def test_era_parts_show_a_day_as_its_era_names_it(day, shown):
    assert era_parts(day) == shown


@pytest.mark.parametrize("text", ["2026-11-05", "2026/11/5", "2026年11月5日", "令和8年11月5日", "R8.11.5"])
def test_parse_day_reads_a_whole_day(text):
    assert parse_day(text) == date(2026, 11, 5)


@pytest.mark.parametrize("text", ["", "x", "2026-02-30", "11月5日", "0000-01-01"])
def test_parse_day_of_anything_else_is_none(text):
    assert parse_day(text) is None
