from datetime import date, datetime, time

import pytest
from django.utils import timezone

from chatbot.dialogue import engine
from municipalities.opening.models import SpecialDay, WeekdayHours
from municipalities.support.japanese_calendar import JST
from tests.factories import accounts
from tests.factories.chat import Talk


@pytest.fixture
def tuesday_noon(in_town, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 12, 1, 12, tzinfo=JST))


@pytest.fixture
def new_years_eve(in_town, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 12, 31, 23, 59, tzinfo=JST))


def test_hours_of_an_open_counter(tuesday_noon):
    [reply] = Talk().say("何時まで開いていますか")
    assert reply.text.splitlines() == [
        "窓口の時間は、月曜から金曜は午前8時30分から午後5時15分までです（祝日と年末年始を除く）。",
        "いまは開いています。今日は午後5時15分までです。",
    ]


def test_hours_on_new_years_eve_tell_the_next_opening(new_years_eve):
    [reply] = Talk().say("窓口は開いていますか")
    assert reply.text.splitlines()[-1] == "いまは閉まっています。次に開くのは、1月4日（月）午前8時30分です。"


def test_hours_of_a_weekday_and_of_a_day(tuesday_noon):
    WeekdayHours.objects.create(weekday=5, opens_at=time(9), closes_at=time(12))
    SpecialDay.objects.create(day=date(2026, 12, 2), name="防災訓練", is_open=False)
    first = [Talk().say(text)[0].text.splitlines()[0] for text in ("土曜日は開いていますか", "明日は休みですか")]
    assert first == [
        "土曜日は、午前9時から正午まで開いています。",
        "12月2日（水）は、防災訓練のため、窓口は閉まっています。",
    ]


def test_contact_of_a_section(tuesday_noon):
    accounts.section(name="道路維持課", phone="058-214-4719", place="本庁舎6階")
    [reply] = Talk().say("道路維持課の電話番号")
    assert reply.text.splitlines()[0] == "道路維持課：電話 058-214-4719、本庁舎6階"
    assert [link.url for link in reply.links] == ["tel:058-214-4719"]


def test_contact_of_the_town_names_its_sections(tuesday_noon):
    accounts.section(name="道路維持課", phone="058-214-4719")
    [reply] = Talk().say("電話番号を教えてください")
    assert "道路維持課：電話 058-214-4719" in reply.text.splitlines()


def test_weekdays_are_told_in_the_language_of_the_conversation(tuesday_noon):
    talk = Talk(engine.begin(language="en"))
    [reply] = talk.say("opening hours")
    assert "Monday to Friday" in reply.text.splitlines()[0]
