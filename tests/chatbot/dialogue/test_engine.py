from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from chatbot.dialogue import engine
from chatbot.dialogue.message import Incoming, Outcome, Reply
from chatbot.dialogue.skills.not_understood import NotUnderstood
from chatbot.models import Conversation, Turn
from municipalities.tenancy.context import tenant_context
from tests.factories.chat import Talk


class Broken:
    name = "broken"

    def wants(self, incoming, around) -> bool:
        return True

    def respond(self, incoming, around) -> Outcome:
        raise RuntimeError("out of order")


def test_respond_answers_the_same_id_once(in_town):
    talk = Talk()
    first = talk.say("こんにちは", id="a")
    assert talk.say("こんにちは", id="a") == first
    assert Turn.objects.count() == 1


def test_respond_takes_the_same_id_of_two_conversations_for_two(in_town):
    Talk().say("こんにちは", id="a")
    Talk().say("こんにちは", id="a")
    assert Turn.objects.count() == 2


def test_respond_answers_the_same_id_once_even_at_once(committed_town):
    talk, barrier = Talk(), Barrier(6)

    def say() -> None:
        try:
            with tenant_context(committed_town):
                barrier.wait()
                talk.say("こんにちは", id="a")
        finally:
            connection.close()

    threads = [Thread(target=say) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Turn.objects.count() == 1


def test_respond_goes_on_past_a_broken_skill(in_town, monkeypatch):
    monkeypatch.setattr(engine, "SKILLS", (Broken(), NotUnderstood()))
    assert [reply.text for reply in Talk().say("こんにちは")] == [Talk().say("こんにちは")[0].text]


def test_respond_knows_no_conversation_of_another_town(in_town, other_town):
    talk = Talk()
    with tenant_context(other_town), pytest.raises(engine.NoSuchConversation):
        talk.say("こんにちは")


def test_respond_knows_no_conversation_that_never_began(in_town):
    with pytest.raises(engine.NoSuchConversation):
        engine.respond(conversation_id=uuid4(), incoming=Incoming(id="a"))


@pytest.mark.parametrize("text", ["\x00", "\ud800", "あ" * 20_000, "", "\u202e", "<script>alert(1)</script>"])
def test_respond_has_an_answer_to_anything(in_town, text):
    assert Talk().say(text)[0].text != ""


def test_turns_are_sealed(in_town):
    Talk().say("名前は岐阜花子です")
    assert "花子".encode() not in bytes(Turn.objects.get().content_sealed)


def test_history_shows_what_was_said_and_answered(in_town):
    talk = Talk()
    replies = talk.say("こんにちは")
    assert engine.history(talk.conversation) == [("こんにちは", replies)]


def test_history_of_what_nobody_asked_for_holds_no_number(in_town):
    talk = Talk()
    talk.say("電話は058-214-4719です、よくわからないのですが")
    assert engine.history(talk.conversation)[0][0] == "電話は〔電話番号〕です、よくわからないのですが"


def test_danger_goes_before_a_form_and_leaves_it_where_it_was(in_town):
    talk = Talk()
    before = talk.state
    [reply] = talk.say("家が燃えています")
    assert [link.url for link in reply.links] == ["tel:119"]
    assert talk.state == before


def test_reply_survives_the_way_through_json():
    reply = Reply("こんにちは")
    assert Reply.from_json(reply.as_json()) == reply


def test_forget_overdue_removes_what_nobody_went_on_with(in_town):
    old, living = Talk(), Talk()
    old.say("こんにちは")
    Conversation.objects.filter(pk=old.conversation.pk).update(expires_at=timezone.now())
    assert engine.forget_overdue(at=timezone.now()) == 1
    assert (list(Conversation.objects.all()), Turn.objects.count()) == ([living.conversation], 0)
