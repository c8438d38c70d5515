from datetime import datetime

import pytest
from django.utils import timezone

from chatbot.dialogue import engine
from chatbot.dialogue.skills.handover import ToPerson
from chatbot.dialogue.skills.help import PERSON
from chatbot.handover import verbs
from chatbot.models import Handover, HandoverRating, HandoverState, Inquiry
from municipalities.notifications.models import OutboxMessage
from municipalities.support.japanese_calendar import JST
from municipalities.tenancy.features import CHAT_WITH_STAFF
from tests.factories import accounts, faq, forms, talks
from tests.factories.chat import Talk, labels

NOON, NIGHT = datetime(2026, 12, 1, 12, tzinfo=JST), datetime(2026, 12, 31, 23, 59, tzinfo=JST)


@pytest.fixture
def at(in_town, monkeypatch):
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
def sections(in_town):
    made = [accounts.section(name=name, email="road@example.jp") for name in ("道路維持課", "市民課")]
    for section in made:
        accounts.staff(sections=(section,))
    return made


def test_person_is_asked_for_by_section(at, sections):
    at(NOON)
    talk = Talk()
    [question] = talk.press(PERSON)
    assert labels(question) == ["道路維持課", "市民課", "わからない", "やめる"]
    talk.press(question.choices[0].value)
    handover = Handover.objects.get()
    assert (handover.state, handover.section) == (HandoverState.WAITING, sections[0])
    assert OutboxMessage.objects.get().recipient() == "road@example.jp"


@pytest.mark.parametrize(("text", "index"), [("市民課", 1), ("2番", 1), ("道路に穴があいています", None)])
def test_section_is_told_in_words_or_left_open(at, sections, text, index):
    at(NOON)
    talk = Talk()
    talk.say("職員と話したい")
    talk.say(text)
    assert Handover.objects.get().section == (sections[index] if index is not None else None)


def test_section_in_which_nobody_is_is_not_offered(at, sections):
    at(NOON)
    accounts.section(name="廃止した課")
    [question] = Talk().press(PERSON)
    assert "廃止した課" not in labels(question)


def test_likely_section_comes_first(at, sections):
    at(NOON)
    faq.published(question="住民票はどこで取れますか？", section=sections[1])
    talk = Talk()
    talk.say("住民票はどこで取れますか")
    [question] = talk.press(PERSON)
    assert labels(question)[:2] == ["市民課", "道路維持課"]


def test_unread_begins_with_the_question(at, sections):
    at(NOON)
    talk = Talk()
    talk.say("こんにちは")
    talk.press(PERSON)
    talk.say("道路に穴があいています")
    assert Handover.objects.with_unread().get().unread == 1


def test_waiting_resident_is_answered_by_nobody_but_danger(in_town):
    talk, _handover = talks.waiting()
    assert talk.say("こんにちは") == []
    [reply] = talk.say("家が燃えています")
    assert [link.url for link in reply.links] == ["tel:119"]
    assert talk.say("もしもし") == []


def test_what_is_said_to_a_person_is_kept_as_it_is(in_town):
    talk, _handover = talks.waiting()
    talk.say("電話は058-214-4719です")
    assert engine.history(talk.conversation)[-1][0] == "電話は058-214-4719です"


def test_resident_leaves_the_queue(in_town):
    talk, handover = talks.waiting()
    talk.press("person:back")
    handover.refresh_from_db()
    assert (handover.state, talk.say("こんにちは") != []) == (HandoverState.RETURNED, True)


def test_resident_who_leaves_a_person_is_asked_how_it_was(in_town):
    talk, handover = talks.waiting()
    verbs.take(handover=handover, staff=accounts.staff())
    [reply] = talk.say("自動の案内に戻る")
    assert labels(reply) == ["とても良かった", "良かった", "ふつう", "あまり良くなかった", "良くなかった"]


def closed(section=None):
    talk, handover = talks.waiting(section=section)
    clerk = accounts.staff(sections=(section,) if section else ())
    verbs.close(handover=verbs.take(handover=handover, staff=clerk), staff=clerk)
    return talk, handover


def test_rating_and_comment_are_kept_sealed(in_town):
    talk, handover = closed()
    [thanks] = talk.press(f"rate:4:{handover.public_id}")
    assert labels(thanks) == ["書かずに終わる"]
    talk.say("すぐに返事がきました")
    rating = HandoverRating.objects.get()
    assert (rating.score, rating.comment) == (4, "すぐに返事がきました")
    assert "返事".encode() not in bytes(rating.comment_sealed)
    assert talk.state == {}


def test_rating_without_a_comment(in_town):
    talk, handover = closed()
    talk.press(f"rate:5:{handover.public_id}")
    talk.press("person:no-comment")
    assert (HandoverRating.objects.get().comment, talk.state) == ("", {})


def test_question_instead_of_a_rating_is_answered(in_town):
    talk, _handover = closed()
    assert talk.say("こんにちは") != []


@pytest.mark.parametrize("score", ["0", "6", "x", ""])
def test_rating_of_an_impossible_score_is_none(in_town, score):
    talk, handover = closed()
    talk.press(f"rate:{score}:{handover.public_id}")
    assert HandoverRating.objects.count() == 0


def test_rating_of_somebody_elses_handover_is_none(in_town):
    _talk, handover = closed()
    Talk().press(f"rate:5:{handover.public_id}")
    assert HandoverRating.objects.count() == 0


def test_rating_outlives_the_conversation(in_town):
    talk, handover = closed(accounts.section())
    talk.press(f"rate:5:{handover.public_id}")
    talk.conversation.delete()
    assert HandoverRating.objects.get().handover is None


def test_out_of_hours_an_inquiry_is_offered(at, sections):
    at(NIGHT)
    [reply] = Talk().press(PERSON)
    assert reply.text.splitlines()[0] == "いまは閉まっています。次に開くのは、1月4日（月）午前8時30分です。"
    assert labels(reply) == ["問い合わせとして送る（メールで回答）"]
    assert Handover.objects.count() == 0


def test_waiting_resident_may_send_an_inquiry_instead(sections):
    talk, handover = talks.waiting(section=sections[0])
    [question] = talk.press("person:inquire")
    handover.refresh_from_db()
    assert (handover.state, labels(question)[0]) == (HandoverState.RETURNED, "道路維持課")


def test_form_that_was_left_comes_back(at, sections):
    at(NOON)
    form = forms.published_form(definition=forms.definition({"key": "detail", "type": "text", "label": "内容"}))
    talk = Talk()
    talk.press(f"start:{form.slug}")
    talk.press(PERSON)
    talk.press("person:section:0")
    assert talk.say("内容です") == []
    [reply] = talk.press("person:back")
    assert labels(reply) == ["入力の続きに戻る"]
    [question] = talk.press("form:resume")
    assert question.asks == "detail"


def test_word_for_a_person_within_a_form_is_an_answer(at, sections):
    at(NOON)
    form = forms.published_form(definition=forms.definition({"key": "detail", "type": "text", "label": "内容"}))
    talk = Talk()
    talk.press(f"start:{form.slug}")
    talk.say("担当者")
    assert talk.state["skill"] == "form_filling"


def test_town_without_the_switch_names_the_telephone(at, sections, in_town, monkeypatch):
    at(NOON)
    monkeypatch.setattr(in_town, "disabled_features", [CHAT_WITH_STAFF])
    [reply] = Talk().press(PERSON)
    assert (reply.text.startswith("職員に聞くときは、役所にお電話ください。"), Inquiry.objects.count()) == (True, 0)


def test_skill_names_the_state_it_keeps():
    assert ToPerson.name == "handover"
