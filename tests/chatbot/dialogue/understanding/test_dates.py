import json
from datetime import date
from pathlib import Path

import pytest

from chatbot.dialogue.understanding.dates import LONGEST, date_in

EXAMPLES = json.loads((Path(__file__).parents[1] / "everyday_dates.json").read_text())
MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["said"])
def test_date_in_everyday_words(example):
    today = date.fromisoformat(example["today"])
    day = date_in(example["said"], today=today, past=example.get("past", False))
    assert (day and day.isoformat()) == example["date"]


def test_examples_are_eighty_and_fifteen_of_them_no_day():
    assert len(EXAMPLES) == 80
    assert sum(example["date"] is None for example in EXAMPLES) == 15


@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 29)])
def test_monday_of_next_week_counts_weeks_from_monday(today):
    assert date_in("来週の月曜", today=today) == date(2026, 11, 30)


def test_monday_said_on_a_monday_is_in_seven_days():
    assert date_in("月曜", today=MONDAY) == date(2026, 11, 30)


def test_monday_of_the_past_said_on_a_monday_is_seven_days_ago():
    assert date_in("月曜", today=MONDAY, past=True) == date(2026, 11, 16)


def test_29_february_waits_for_its_leap_year():
    assert date_in("2月29日", today=MONDAY) == date(2028, 2, 29)


def test_29_february_of_the_past_is_the_last_one():
    assert date_in("2月29日", today=MONDAY, past=True) == date(2024, 2, 29)


def test_day_31_goes_to_a_month_that_has_it():
    assert date_in("31日", today=MONDAY) == date(2026, 12, 31)


def test_a_month_after_31_january_is_the_last_of_february():
    assert date_in("1か月後", today=date(2027, 1, 31)) == date(2027, 2, 28)


def test_same_day_told_twice_is_understood():
    assert date_in("来週の火曜、12月1日です", today=MONDAY) == date(2026, 12, 1)


def test_two_different_days_are_not_understood():
    assert date_in("4月1日から4月3日まで", today=MONDAY) is None


def test_day_before_the_oldest_era_is_not_understood():
    assert date_in("1868年1月24日", today=MONDAY) is None


@pytest.mark.parametrize(
    "text", ["", "\x00", "年月日", "9" * LONGEST, "一" * LONGEST, "明日" * LONGEST, "999年後 明日の\n", "千万年"]
)
def test_odd_texts_are_no_day(text):
    assert date_in(text, today=MONDAY) is None


def test_counts_beyond_the_calendar_are_no_day():
    assert date_in("999年後", today=date(9999, 1, 1)) is None
