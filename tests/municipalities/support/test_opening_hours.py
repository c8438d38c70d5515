from datetime import UTC, date, datetime, time

import pytest

from municipalities.support.japanese_calendar import JST
from municipalities.support.opening_hours import OpeningHours, Span, SpecialHours, rest_day

USUAL = OpeningHours()


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=JST)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (at(2026, 11, 24, 8, 29), False),
        (at(2026, 11, 24, 8, 30), True),
        (at(2026, 11, 24, 17, 14), True),
        (at(2026, 11, 24, 17, 15), False),
        (at(2026, 11, 24, 23, 59), False),
        (at(2026, 11, 28, 10), False),  # Saturday
        (at(2026, 11, 23, 10), False),  # 勤労感謝の日
        (at(2026, 12, 28, 10), True),
        (at(2026, 12, 31, 10), False),
        (at(2027, 1, 4, 10), True),
        (at(2025, 2, 24, 10), False),  # 振替休日
        (at(2026, 9, 22, 10), False),  # 国民の休日
        (at(2028, 2, 29, 10), True),
        (datetime(2026, 11, 24, 0, 0, tzinfo=UTC), True),  # nine in the morning in Japan
        (datetime(2026, 11, 23, 23, 45, tzinfo=UTC), True),
    ],
)
def test_is_open(moment, is_open):
    assert USUAL.is_open(at=moment) is is_open


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        (at(2026, 11, 24, 7), at(2026, 11, 24, 8, 30)),
        (at(2026, 11, 24, 23, 59), at(2026, 11, 25, 8, 30)),
        (at(2026, 11, 27, 18), at(2026, 11, 30, 8, 30)),
        (at(2026, 12, 31, 23, 59), at(2027, 1, 4, 8, 30)),
        (at(2026, 12, 28, 17, 15), at(2027, 1, 4, 8, 30)),
        (at(2026, 9, 18, 18), at(2026, 9, 24, 8, 30)),  # five days off
        (at(2028, 2, 28, 18), at(2028, 2, 29, 8, 30)),
        (at(2026, 11, 24, 12), at(2026, 11, 25, 8, 30)),
    ],
)
def test_next_opening(moment, opening):
    assert USUAL.next_opening(at=moment) == opening


def test_next_opening_of_a_counter_closed_for_good_is_none():
    assert OpeningHours(week={}).next_opening(at=at(2026, 11, 24)) is None


def test_closing_is_of_an_open_counter_only():
    assert (USUAL.closing(at=at(2026, 11, 24, 9)), USUAL.closing(at=at(2026, 11, 24, 18))) == (
        at(2026, 11, 24, 17, 15),
        None,
    )


def test_special_day_goes_before_holiday_and_weekday():
    counter = Span(time(9), time(12))
    hours = OpeningHours(
        special={
            date(2026, 11, 23): SpecialHours("休日窓口", counter),
            date(2026, 11, 24): SpecialHours("防災訓練"),
            date(2026, 12, 31): SpecialHours("年末窓口", counter),
        }
    )
    assert [hours.on(date(2026, 11, 23)), hours.on(date(2026, 11, 24)), hours.on(date(2026, 12, 31))] == [
        counter, None, counter,
    ]  # fmt: skip
    assert hours.name_of(date(2026, 11, 24)) == "防災訓練"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 12, 28), ""),
        (date(2026, 12, 29), "年末年始"),
        (date(2027, 1, 1), "年末年始"),
        (date(2027, 1, 3), "年末年始"),
        (date(2027, 1, 4), ""),
        (date(2026, 11, 3), "文化の日"),
    ],
)
def test_rest_day(day, name):
    assert rest_day(day) == name
