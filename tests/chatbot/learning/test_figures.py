from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chatbot.learning.figures import DAY, MONTH, WEEK, Row, Window, figures
from chatbot.models import Answered
from tests.factories import faq
from tests.factories.asked import asked, record

MONDAY = date(2026, 11, 2)
NOVEMBER = Window(date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture
def log(in_town):
    """Six questions in four conversations of one day, one of the next week, and one long ago."""
    first, second = record(day=MONDAY), record(day=MONDAY, wants_person=True)
    alone = {"answered": Answered.ALONE, "shown": ["dogs"], "read": "dogs"}
    asked(record=first, **alone, verdict="helped")
    asked(record=first, **alone, verdict="unhelped")
    asked(record=second, **alone, is_repeated=True)
    asked(record=second, answered=Answered.OFFERED, shown=["dogs", "cats"], read="cats", wants_person=True)
    asked(record=record(day=MONDAY), answered=Answered.OFFERED, shown=["dogs", "cats"], read="cats")
    asked(record=record(day=MONDAY, channel="line"), answered=Answered.OFFERED, shown=["dogs"])
    asked(day=date(2026, 11, 12), language="en")
    asked(day=date(2025, 1, 1))


def test_figures_add_up_what_was_asked(log):
    total = figures(NOVEMBER).total
    assert (total.questions, total.alone, total.chosen, total.offered, total.none, total.person) == (7, 3, 1, 1, 1, 1)
    assert (total.read, total.resolved, total.helped, total.unhelped) == (5, 2, 1, 1)
    assert (total.conversations, total.with_person) == (5, 1)


def test_figures_tell_rates_in_percent(log):
    total = figures(NOVEMBER).total
    assert (total.answer_rate, total.resolution_rate, total.deflection_rate) == (57, 40, 80)


def test_rates_of_nothing_are_none():
    assert (Row().answer_rate, Row().resolution_rate, Row().deflection_rate) == (None, None, None)


@pytest.mark.parametrize(
    ("unit", "number", "filled"),
    [
        (DAY, 30, {date(2026, 11, 2): 6, date(2026, 11, 12): 1}),
        (WEEK, 6, {date(2026, 11, 2): 6, date(2026, 11, 9): 1}),
        (MONTH, 1, {date(2026, 11, 1): 7}),
    ],
)
def test_figures_stand_by_day_week_and_month(log, unit, number, filled):
    rows = figures(Window(NOVEMBER.first, NOVEMBER.last, unit)).rows
    assert len(rows) == number
    assert {row.first: row.questions for row in rows if row.questions} == filled


@pytest.mark.parametrize(("narrowed", "number"), [({"channel": "line"}, 1), ({"language": "en"}, 1)])
def test_figures_of_a_channel_and_of_a_language(log, narrowed, number):
    assert figures(Window(NOVEMBER.first, NOVEMBER.last, **narrowed)).total.questions == number


def test_figures_name_what_was_read_most(log):
    pets = faq.category(label="ペット")
    faq.published(slug="dogs", question="犬を飼うには？", category=pets)
    faq.published(slug="cats", question="猫を飼うには？", category=pets)
    found = figures(NOVEMBER)
    assert [(top.label, top.count, top.share, top.helped, top.unhelped) for top in found.entries] == [
        ("犬を飼うには？", 3, 100, 1, 1),
        ("猫を飼うには？", 2, 67, 0, 0),
    ]
    assert [(top.label, top.count) for top in found.categories] == [("ペット", 5)]


def test_figures_cost_four_statements(log):
    with CaptureQueriesContext(connection) as queries:
        figures(NOVEMBER)
    assert len(queries) == 4
