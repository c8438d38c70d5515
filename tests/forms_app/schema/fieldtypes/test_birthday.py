from datetime import date

import pytest

from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.fieldtypes.birthday import years_before
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, display, field_problems, question, refusal

KIND = field_type("birthday")


def born(era: str, year: str, month: str = "8", day: str = "15") -> dict[str, str]:
    return {"era": era, "year": year, "month": month, "day": day}


def test_clean_writes_iso():
    assert clean("birthday", born("昭和", "２１")) == "1946-08-15"


def test_clean_takes_the_iso_date_of_the_api():
    assert clean("birthday", "1946-08-15") == "1946-08-15"


def test_clean_of_nothing_is_unanswered():
    assert clean("birthday", born("", "", "", "")) is UNANSWERED


def test_clean_takes_somebody_born_today():
    assert clean("birthday", "2026-11-23") == "2026-11-23"


def test_clean_refuses_tomorrow():
    assert refusal("birthday", "2026-11-24") == ("born_in_future", None, {})


def test_clean_refuses_more_than_150_years():
    assert refusal("birthday", "1876-11-22") == ("born_too_long_ago", None, {"years": 150})


def test_on_the_birthday_itself_the_new_age_holds():
    assert clean("birthday", "1961-11-23", min_age=65) == "1961-11-23"


def test_clean_refuses_those_who_are_too_young_today():
    assert refusal("birthday", "1961-11-24", min_age=65) == ("too_young", None, {"min": 65, "max": None, "on": ""})


def test_clean_takes_the_last_day_of_an_age():
    assert clean("birthday", "2020-11-24", max_age=5) == "2020-11-24"


def test_clean_refuses_those_who_are_too_old_today():
    assert refusal("birthday", "2020-11-23", max_age=5) == ("too_old", None, {"min": None, "max": 5, "on": ""})


def test_who_is_born_on_1_april_starts_school_with_those_born_in_march():
    assert clean("birthday", "2021-04-01", min_age=6, age_on="2027-04-01") == "2021-04-01"


def test_who_is_born_on_2_april_waits_a_year():
    rule = {"min": 6, "max": None, "on": "2027年4月1日（令和9年）"}
    assert refusal("birthday", "2021-04-02", min_age=6, age_on="2027-04-01") == ("too_young", None, rule)


@pytest.mark.parametrize(("on", "is_of_age"), [("2029-02-28", False), ("2029-03-01", True), ("2028-02-29", True)])
def test_who_is_born_on_29_february_is_older_on_1_march_of_a_common_year(on, is_of_age):
    years = int(on[:4]) - 2008
    allowed = KIND.day_limits(question("birthday", min_age=years, age_on=on), date(2030, 1, 1))
    assert (date(2008, 2, 29) <= allowed["max"]) is is_of_age


@pytest.mark.parametrize(
    ("day", "years", "latest"),
    [
        (date(2026, 11, 23), 65, date(1961, 11, 23)),
        (date(2028, 2, 29), 18, date(2010, 2, 28)),
        (date(2028, 2, 29), 20, date(2008, 2, 29)),
    ],
)
def test_years_before_is_the_latest_day_of_birth(day, years, latest):
    assert years_before(day, years) == latest


def test_display_shows_both_years():
    assert display("birthday", "1946-08-15") == "1946年8月15日（昭和21年）"


def test_to_raw_gives_the_parts_a_page_shows():
    assert KIND.to_raw(question("birthday"), "1946-08-15") == born("昭和", "21")


def test_the_eras_begin_with_showa():
    assert KIND.choices_of(question("birthday"), "era") == ("昭和", "平成", "令和", "大正", "明治", "西暦")


def test_the_eras_of_children_begin_with_reiwa():
    assert KIND.choices_of(question("birthday", max_age=6), "era")[0] == "令和"


def test_check_refuses_ages_that_exclude_everybody():
    assert field_problems("birthday", min_age=6, max_age=5) == [("max_age", "limits")]


def test_check_refuses_a_day_that_does_not_exist():
    assert field_problems("birthday", age_on="2026-02-30") == [("age_on", "no_such_day")]
