import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from chatbot.dialogue import engine
from chatbot.dialogue.stopping import resume_skill, stop_skill
from chatbot.models import NEVER_STOPPED, StoppedSkill
from municipalities.audit.models import AuditRecord
from tests.factories import accounts, forms
from tests.factories.chat import Talk, labels

COUNT = {"key": "count", "type": "number", "label": "頭数", "required": True}


def stop(skill: str) -> StoppedSkill:
    return stop_skill(skill=skill, label="機能", staff=accounts.staff(role="tenant_admin"), reason="点検のため")


def dogs() -> None:
    forms.published_form(definition=forms.definition(COUNT), slug="dogs", title="犬の登録")


def test_skill_that_was_asked_for_by_a_button_says_that_it_rests(in_town):
    dogs()
    stop("form_filling")
    assert Talk().press("start:dogs")[0].text.startswith("ただいまこの機能はお休みしています。")


def test_skill_nobody_asked_for_rests_in_silence(in_town):
    dogs()
    stop("procedures")
    assert "お休み" not in Talk().say("犬を飼い始めた")[0].text


def test_form_that_is_stopped_on_the_way_goes_on_on_its_page_and_leaves_the_word(in_town):
    dogs()
    talk = Talk()
    talk.press("start:dogs")
    stop("form_filling")
    [reply] = talk.say("2")
    assert [link.label for link in reply.links] == ["画面の入力フォームで続ける"]
    assert "お休み" not in talk.say("こんにちは")[0].text


def test_form_goes_on_where_it_was_when_the_skill_does(in_town):
    dogs()
    talk = Talk()
    talk.press("start:dogs")
    stop("form_filling")
    talk.say("2")
    resume_skill(skill="form_filling", label="申請の入力", staff=accounts.staff(role="tenant_admin"))
    assert talk.press("form:resume")[-1].asks == "count"


def test_others_go_on(in_town):
    dogs()
    stop("form_filling")
    assert labels(Talk().say("犬の登録")[0]) == ["「犬の登録」をはじめる"]


def test_knowing_what_is_stopped_costs_no_statement(in_town):
    talk = Talk()
    talk.say("こんにちは")
    with CaptureQueriesContext(connection) as asked:
        talk.say("こんにちは")
    assert [query["sql"] for query in asked if query["sql"].startswith('SELECT "chatbot_stoppedskill"')] == []


@pytest.mark.parametrize("skill", NEVER_STOPPED)
def test_danger_and_help_are_never_stopped(in_town, skill):
    with pytest.raises(IntegrityError):
        stop(skill)


def test_stopping_twice_leaves_who_stopped_first(in_town):
    first = stop("procedures")
    assert stop("procedures").stopped_by == first.stopped_by
    assert AuditRecord.objects.filter(action="stoppedskill.pause").count() == 1


def test_every_skill_has_a_name_for_staff():
    assert [skill.name for skill in engine.SKILLS if not str(getattr(skill, "label", ""))] == []
