from datetime import date

import pytest

from chatbot.dialogue.understanding.dates import date_in

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("amanhã", date(2026, 11, 25)), ("Tomorrow", date(2026, 11, 25)), ("ngày mai", date(2026, 11, 25)), ("明天", date(2026, 11, 25)),
        ("bukas po", date(2026, 11, 25)), ("भोलि", date(2026, 11, 25)), ("ontem", date(2026, 11, 23)), ("后天", date(2026, 11, 26)),
        ("15 de abril de 2027", date(2027, 4, 15)), ("15 de abril", date(2027, 4, 15)), ("April 15, 2027", date(2027, 4, 15)),
        ("on December 1st", date(2026, 12, 1)), ("1st of December", date(2026, 12, 1)), ("Disyembre 1", date(2026, 12, 1)),
        ("ngày 15 tháng 4 năm 2027", date(2027, 4, 15)), ("15 tháng 4", date(2027, 4, 15)), ("12月1号", date(2026, 12, 1)),
        ("2027年4月15号", date(2027, 4, 15)), ("15/04/2027", date(2027, 4, 15)), ("04/15/2027", date(2027, 4, 15)), ("१५/०४/२०२७", date(2027, 4, 15)),
        ("03/04/2027", None), ("31 de fevereiro", None), ("amanhã ou depois", None), ("99/99/2027", None),
    ],
)  # fmt: skip
def test_day_is_told_in_other_languages(said, day):
    assert date_in(said, today=TODAY) == day


def test_day_without_a_year_was_where_the_question_is_about_the_past():
    assert date_in("15 de abril", today=TODAY, past=True) == date(2026, 4, 15)
