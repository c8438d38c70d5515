import logging
from datetime import timedelta
from time import sleep

import pytest
from django.db import connection, transaction

from chatbot.dialogue import engine, running
from chatbot.dialogue.message import Incoming, Outcome, Reply
from chatbot.dialogue.skills.base import Turned
from chatbot.dialogue.skills.help import Help
from tests.factories.chat import Talk

SHORT = timedelta(milliseconds=100)


class Skill:
    """One that does a deed when it is asked anything."""

    name, label, budget = "deed", "試し", SHORT

    def __init__(self, deed):
        self.deed = deed

    def wants(self, incoming, around) -> bool:
        return True

    def respond(self, incoming, around) -> Outcome:
        self.deed()
        return Outcome((Reply("できました"),), {}, said="")


def ask(deed) -> Outcome | None:
    return running.ask(Skill(deed), Incoming("1", "こんにちは"), Turned({}))


def sleep_in_the_database(seconds: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(%s)", [seconds])


def greeting(monkeypatch, *skills) -> str:
    monkeypatch.setattr(engine, "SKILLS", (*skills, Help()))
    return Talk().say("こんにちは")[0].text


def test_failure_is_told_in_the_log_without_what_the_resident_wrote(in_town, caplog):
    def fail() -> None:
        try:
            int("岐阜 花子")
        except ValueError as error:
            raise RuntimeError("花子さんの住所が読めません") from error

    with pytest.raises(running.SkillFailed) as failed:
        ask(fail)
    assert "花子" not in caplog.text
    assert "builtins.RuntimeError" in caplog.text
    assert "after builtins.ValueError" in caplog.text
    assert "test_running.py" in caplog.text
    assert (failed.value.__context__, failed.value.__cause__) == (None, None)


def test_statement_of_a_skill_ends_with_its_time(in_town, monkeypatch, caplog):
    welcome = greeting(monkeypatch)
    assert greeting(monkeypatch, Skill(lambda: sleep_in_the_database(30))) == welcome
    assert "skill deed failed: django.db.utils.OperationalError" in caplog.text


def test_many_short_statements_end_with_the_time_of_the_skill(in_town, monkeypatch, caplog):
    def dawdle() -> None:
        for _statement in range(100):
            sleep_in_the_database(0.03)

    welcome = greeting(monkeypatch)
    assert greeting(monkeypatch, Skill(dawdle)) == welcome
    assert "chatbot.dialogue.running.OverBudget" in caplog.text


def test_time_that_ends_within_an_inner_transaction_leaves_the_conversation_whole(in_town, monkeypatch):
    def dawdle() -> None:
        with transaction.atomic():
            sleep_in_the_database(0.01)
            sleep(0.15)
            sleep_in_the_database(0.01)

    welcome = greeting(monkeypatch)
    assert greeting(monkeypatch, Skill(dawdle)) == welcome


def test_answer_that_came_late_by_reckoning_is_taken_and_told(in_town, caplog):
    caplog.set_level(logging.WARNING)
    assert ask(lambda: sleep(0.12)).replies[0].text == "できました"
    assert "skill deed was late" in caplog.text


def test_time_of_one_skill_is_not_that_of_the_next(in_town, monkeypatch):
    class Patient(Skill):
        name, budget = "patient", timedelta(seconds=5)

    skills = (Skill(lambda: sleep_in_the_database(30)), Patient(lambda: sleep_in_the_database(0.3)))
    assert greeting(monkeypatch, *skills) == "できました"


def test_conversation_where_every_skill_fails_says_sorry(in_town, monkeypatch):
    def fail() -> None:
        raise RuntimeError

    monkeypatch.setattr(engine, "SKILLS", (Skill(fail),))
    assert Talk().say("こんにちは")[0].text.startswith("申し訳ありません。")
