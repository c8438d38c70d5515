from datetime import UTC, date, datetime

import pytest

from municipalities.support.japanese_calendar import (
    ERAS,
    day_in_japan,
    era_of,
    parse_year,
    to_wareki,
    today_in_japan,
    with_wareki,
)


@pytest.mark.parametrize(
    ("day", "wareki"),
    [
        (date(1868, 1, 24), ""),
        (date(1868, 1, 25), "明治元年1月25日"),
        (date(1912, 7, 29), "明治45年7月29日"),
        (date(1912, 7, 30), "大正元年7月30日"),
        (date(1926, 12, 24), "大正15年12月24日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1927, 1, 1), "昭和2年1月1日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2020, 1, 1), "令和2年1月1日"),
        (date(2026, 11, 23), "令和8年11月23日"),
    ],
)
def test_to_wareki_at_the_turn_of_each_era(day, wareki):
    assert to_wareki(day) == wareki


def test_era_of_a_day_before_meiji_is_none():
    assert era_of(date(1600, 10, 21)) is None


def test_eras_stand_newest_first():
    assert [era.name for era in sorted(ERAS, key=lambda era: era.first_day, reverse=True)] == [era.name for era in ERAS]


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 11, 23), "2026年11月23日（令和8年）"),
        (date(2019, 5, 1), "2019年5月1日（令和元年）"),
        (date(1600, 10, 21), "1600年10月21日"),
    ],
)
def test_with_wareki_shows_both_years(day, shown):
    assert with_wareki(day) == shown


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("2026", 2026),
        ("２０２６年", 2026),
        ("令和8", 2026),
        ("令和８年", 2026),
        ("R8", 2026),
        ("r 8", 2026),
        ("㋿8", 2026),
        ("令和元年", 2019),
        ("令和1", 2019),
        ("H31", 2019),
        ("平成元", 1989),
        ("S64", 1989),
        ("昭和20年", 1945),
        ("昭和元年", 1926),
        ("T15", 1926),
        ("大正元年", 1912),
        ("M45", 1912),
        ("明治元年", 1868),
    ],
)
def test_parse_year_reads_what_people_write(typed, year):
    assert parse_year(typed) == year


@pytest.mark.parametrize(
    "typed", ["", "8", "26", "令和", "令和0", "R00", "X8", "令和100", "20266", "٢٠٢٦", "令和٨", "2026\n1", "2026.0"]
)
def test_parse_year_refuses_the_rest(typed):
    with pytest.raises(ValueError):  # noqa: PT011 — its text is what was typed
        parse_year(typed)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 22, 14, 59, 59, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 15, 0, tzinfo=UTC), date(2026, 11, 23)),
    ],
)
def test_day_in_japan_changes_at_midnight_there(moment, day):
    assert day_in_japan(moment) == day


def test_today_in_japan_is_the_day_there_now():
    before = day_in_japan(datetime.now(UTC))
    assert before <= today_in_japan() <= day_in_japan(datetime.now(UTC))
