"""Numbers to call beside an answer, where nobody can be sure that it is about life."""

import pytest

from chatbot.knowledge import encoders
from tests.factories import forms
from tests.factories.chat import Talk

UNKNOWN_WORDS = "ばあちゃんが泡ふいとる"  # 飛騨 and 美濃; no table of danger has it
PERHAPS = "もし、命や身の安全にかかわることでしたら、すぐに電話してください。"


@pytest.fixture(params=["use", "none"])
def by_each_encoder(request, settings):
    settings.FAQ_ENCODER = request.param


def test_numbers_stand_before_the_answer(in_town, by_each_encoder):
    numbers, answer = Talk().say(UNKNOWN_WORDS)
    assert (numbers.text, answer.text != "") == (PERHAPS, True)
    assert [link.url for link in numbers.links] == ["tel:119", "tel:110", "tel:0120-279-338", "tel:189"]


def test_harmless_question_gets_an_answer_alone(in_town, by_each_encoder):
    assert [reply.text for reply in Talk().say("住民票がほしい") if reply.text == PERHAPS] == []


def test_nobody_is_guessed_at_within_a_form(in_town):
    question = {"key": "remark", "type": "textarea", "label": "備考", "required": True}
    forms.published_form(definition=forms.definition(question), slug="dogs")
    talk = Talk()
    talk.press("start:dogs")
    assert [reply.text for reply in talk.say(UNKNOWN_WORDS) if reply.text == PERHAPS] == []


def test_answer_comes_although_the_guess_broke(in_town, settings, monkeypatch):
    settings.FAQ_ENCODER = "use"
    monkeypatch.setitem(encoders.PACKAGES, "use", "no.such.package")
    assert Talk().say(UNKNOWN_WORDS)[-1].text != ""


def test_danger_that_is_told_keeps_no_telephone_number(in_town):
    talk = Talk()
    talk.say("火事です 090-1234-5678に電話ください")
    assert "5678" not in talk.conversation.turns.get().get_content()["said"]
