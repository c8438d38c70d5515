from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from chatbot.dialogue import engine
from chatbot.handover import verbs
from chatbot.handover.closing import send_waiting_home
from chatbot.models import Conversation, HandoverState
from municipalities.support.japanese_calendar import JST
from tests.factories import accounts, talks
from tests.factories.chat import labels

NOON, EVENING = datetime(2026, 12, 1, 12, tzinfo=JST), datetime(2026, 12, 1, 17, 30, tzinfo=JST)


@pytest.fixture
def at(in_town, monkeypatch):
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


def test_whoever_waits_when_the_counters_close_may_leave_an_inquiry(at):
    at(NOON)
    talk, handover = talks.waiting()
    assert send_waiting_home() == 0
    at(EVENING)
    assert send_waiting_home() == 1
    handover.refresh_from_db()
    [reply] = engine.history(talk.conversation)[-1][1]
    assert (handover.state, labels(reply)) == (HandoverState.RETURNED, ["問い合わせとして送る（メールで回答）"])
    assert "12月2日（水）午前8時30分" in reply.text
    assert send_waiting_home() == 0


def test_what_a_clerk_has_goes_on_after_hours(at):
    at(NOON)
    _talk, handover = talks.waiting()
    verbs.take(handover=handover, staff=accounts.staff())
    at(EVENING)
    assert send_waiting_home() == 0


def test_conversation_that_is_over_is_left_alone(at):
    at(NOON)
    talk, _handover = talks.waiting()
    Conversation.objects.filter(pk=talk.conversation.pk).update(expires_at=NOON + timedelta(hours=1))
    at(EVENING)
    assert send_waiting_home() == 0
