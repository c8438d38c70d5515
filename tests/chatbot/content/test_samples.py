"""The questions of residents and the hostile inputs are what the measurements rely on."""

import json
from pathlib import Path

import pytest

from chatbot.dialogue.understanding.choices import choice_in
from chatbot.dialogue.understanding.dates import date_in
from chatbot.dialogue.understanding.emergencies import danger_in
from chatbot.dialogue.understanding.personal import mask_personal
from chatbot.dialogue.understanding.phones import phone_in
from chatbot.dialogue.understanding.yes_no import yes_no_in
from municipalities.support.japanese_calendar import today_in_japan

FOLDER = Path(__file__).parent
QUESTIONS = json.loads((FOLDER / "questions.json").read_text())
HOSTILE = json.loads((FOLDER / "hostile.json").read_text())
WAYS = [{"value": "visit", "label": "窓口で受け取る"}, {"value": "post", "label": "郵送で受け取る"}]


def _text(hostile):
    """A door takes a megabyte at the most."""
    return hostile["text"] if "text" in hostile else (hostile["repeat"][0] * hostile["repeat"][1])[:1_000_000]


def test_questions_are_a_hundred_and_a_quarter_has_no_answer():
    assert len({example["question"] for example in QUESTIONS}) == 100
    assert sum(example["answerable"] for example in QUESTIONS) == 75


def test_hostile_inputs_are_three_hundred():
    assert len({json.dumps(example) for example in HOSTILE}) == 300


@pytest.mark.parametrize("example", QUESTIONS, ids=lambda example: example["topic"])
def test_no_question_of_a_resident_is_taken_for_danger(example):
    assert danger_in(example["question"]) is None


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_input_is_no_choice_and_breaks_nothing(number):
    text = _text(HOSTILE[number])
    date_in(text, today=today_in_japan())
    phone_in(text)
    yes_no_in(text)
    danger_in(text)
    assert isinstance(mask_personal(text), str)
    assert choice_in(text, WAYS) in (None, "visit", "post", ["visit", "post"])
