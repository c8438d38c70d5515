import json
from dataclasses import replace

import pytest

from chatbot.dialogue.skills import status
from chatbot.models import Turn
from forms_app.models.receipt import receipt_secret
from forms_app.services import lookup
from forms_app.workflow import ApplicationStatus
from municipalities.tenancy.context import tenant_context
from tests.factories import forms
from tests.factories.chat import Talk, text_only

WRONG = "AAAA-AAAA"


def filed():
    application = forms.application()
    return application, receipt_secret(application.public_id)


def everything_kept(talk: Talk) -> str:
    turns = [turn.get_content() for turn in Turn.objects.filter(conversation=talk.conversation)]
    return json.dumps([turns, talk.state], ensure_ascii=False)


@pytest.mark.parametrize(
    "said",
    [
        "申請はどうなりましたか",
        "手続きの進み具合を知りたい",
        "申請状況を確認したい",
        "審査の結果はまだですか",
        "照会したい",
    ],
)
def test_question_after_an_application_asks_for_its_number(in_town, said):
    assert Talk().say(said)[0].text.startswith("受付番号を入力してください。")


@pytest.mark.parametrize(
    "said", ["受付番号をなくしました", "申請のしかたを教えて", "照会パスワードがわかりません", "粗大ごみの予約"]
)
def test_other_questions_are_left_to_others(in_town, said):
    assert "受付番号を入力" not in Talk().say(said)[0].text


def test_number_and_password_tell_how_far_it_is(in_town):
    application, secret = filed()
    talk = Talk()
    assert talk.say(f"受付番号 {application.receipt_number} はどうなりましたか")[0].text.startswith("受付番号 ")
    [reply] = talk.say(secret.lower())
    assert reply.text.splitlines()[:2] == [
        f"「{application.form.title}」の状況は「受付済み」です。",
        "担当課が、届いた順に確認します。このままお待ちください。",
    ]
    assert [link.url for link in reply.links][0] == "/chat/case/"


def test_channel_without_pages_of_its_own_is_sent_to_the_page_of_all(in_town):
    application, secret = filed()
    [reply] = text_only().say(f"照会したい {application.receipt_number} {secret}")
    assert reply.links[0].url == "/applications/"


def test_number_and_password_may_come_in_one_message(in_town):
    application, secret = filed()
    talk = Talk()
    talk.press(status.ASK)
    assert "状況は" in talk.say(f"{application.receipt_number}　{secret}")[0].text


def test_password_stands_nowhere_afterwards(in_town):
    application, secret = filed()
    talk = Talk()
    for said in ("申請の状況", application.receipt_number, WRONG, f"{application.receipt_number} {secret}"):
        talk.say(said)
    kept = everything_kept(talk)
    assert (secret in kept, WRONG in kept) == (False, False)


def test_wrong_password_is_told_in_the_words_of_the_page(in_town):
    application, _secret = filed()
    talk = Talk()
    talk.press(status.ASK)
    talk.say(application.receipt_number)
    assert talk.say(WRONG)[0].text == status.no_such_receipt()


def test_unknown_number_is_told_as_a_wrong_password(in_town):
    talk = Talk()
    talk.press(status.ASK)
    talk.say("12345-67897")
    assert talk.say(WRONG)[0].text == status.no_such_receipt()


def test_number_with_a_slip_is_asked_again_without_a_guess(in_town):
    talk = Talk()
    talk.press(status.ASK)
    assert talk.say("12345-67890")[0].text == status.not_a_receipt_number()


def test_guesses_are_counted_together_with_those_on_the_page(in_town, monkeypatch):
    application, secret = filed()
    monkeypatch.setattr(lookup, "LOOKUPS_BY_CLIENT", replace(lookup.LOOKUPS_BY_CLIENT, attempts=2))
    for _guess in range(2):
        with pytest.raises(lookup.NoSuchReceipt):
            lookup.look_up_application(receipt_number=application.receipt_number, secret=WRONG, client="192.0.2.7")
    talk = Talk()
    talk.press(status.ASK, client="192.0.2.7")
    talk.say(application.receipt_number, client="192.0.2.7")
    assert talk.say(secret, client="192.0.2.7")[0].text == status.too_many_lookups()


def test_number_of_another_town_finds_nothing(in_town, other_town):
    with tenant_context(other_town):
        application, secret = filed()
    talk = Talk()
    talk.press(status.ASK)
    talk.say(application.receipt_number)
    assert talk.say(secret)[0].text == status.no_such_receipt()


def test_another_question_in_between_is_answered(in_town):
    talk = Talk()
    talk.press(status.ASK)
    assert "うまくお答えできませんでした" in talk.say("ごみの日はいつですか")[0].text


def test_lost_number_is_helped(in_town):
    talk = Talk()
    talk.press(status.ASK)
    assert "受付の控え" in talk.say("なくしました")[0].text
    assert talk.state["skill"] == ""


def test_leaving_gives_the_word_back(in_town):
    talk = Talk()
    talk.press(status.ASK)
    talk.press(status.LEAVE)
    assert talk.state["skill"] == ""


def test_form_that_was_begun_can_still_be_gone_on_with(in_town):
    count = {"key": "count", "type": "number", "label": "頭数", "required": True}
    forms.published_form(definition=forms.definition(count), slug="dogs")
    talk = Talk()
    talk.press("start:dogs")
    talk.press("form:quit")
    talk.press(status.ASK)
    assert talk.press("form:resume")[-1].asks == "count"


def test_every_status_has_its_next_step():
    assert set(status.NEXT) == set(ApplicationStatus)
