"""What was said before a form began, or beyond what was asked, is offered; without a yes nothing of it is stored."""

import json

from forms_app.models import Draft
from tests.factories import forms
from tests.factories.chat import Talk, labels

COUNT = {"key": "count", "type": "number", "label": "個数", "required": True}
ADDRESS = {"key": "address", "type": "address", "label": "住所", "required": True}
DAY = {"key": "day", "type": "date", "label": "出す日", "required": True}
SENTENCE = "粗大ごみを2つ出したい。岐阜市司町40-1です"


def begin(sentence: str = SENTENCE, *questions) -> Talk:
    form = forms.published_form(
        definition=forms.definition(*(questions or (COUNT, ADDRESS, DAY))), slug="waste", title="粗大ごみの申込", keywords="粗大ごみ"
    )  # fmt: skip
    talk = Talk()
    talk.say(sentence)
    talk.replies = talk.press(f"start:{form.slug}")
    return talk


def stored() -> dict:
    return Draft.objects.get().get_answers()


def test_what_was_said_is_offered_when_the_form_begins(in_town):
    reply = begin().replies[-1]
    assert (
        reply.text == "次のように受け取りました。よろしいですか。\n・個数：2\n・住所：〒500-8076 岐阜県岐阜市司町40-1"
    )
    assert labels(reply) == ["はい", "「個数」を直す", "「住所」を直す", "いいえ、1つずつ答える", "あとにする"]


def test_nothing_is_stored_before_the_yes(in_town):
    begin()
    assert stored() == {}


def test_yes_takes_all_and_goes_on_with_the_rest(in_town):
    talk = begin()
    assert talk.say("はい")[-1].asks == "day"
    assert (stored()["count"], stored()["address"]["town"]) == ("2", "司町40-1")


def test_no_asks_one_after_the_other(in_town):
    talk = begin()
    assert talk.say("いいえ")[-1].asks == "count"
    assert stored() == {}


def test_one_that_is_wrong_is_asked_and_the_others_offered_again(in_town):
    talk = begin()
    [again] = talk.press("form:fix:count")
    assert "個数" not in again.text
    assert talk.press("form:take")[-1].asks == "count"
    assert list(stored()) == ["address"]


def test_anything_else_is_asked_again_for_a_yes_or_no(in_town):
    talk = begin()
    assert talk.say("うーん")[-1].text.startswith("「はい」か「いいえ」で")


def test_form_that_was_left_with_an_offer_open_goes_on_without_it(in_town):
    talk = begin()
    talk.say("やめる")
    assert talk.press("form:resume")[-1].asks == "count"


def test_several_answers_in_one_sentence_are_offered(in_town):
    talk = begin("粗大ごみ")
    reply = talk.say("2つです。司町40-1で、明日お願いします")[-1]
    assert labels(reply)[1:3] == ["「住所」を直す", "「出す日」を直す"]
    assert list(stored()) == ["count"]


def test_sentence_that_says_nothing_more_goes_on_as_ever(in_town):
    assert begin("粗大ごみ").say("2つです")[-1].asks == "address"


def test_sentence_of_another_question_is_forgotten(in_town):
    talk = begin("粗大ごみの申込")
    assert talk.replies[-1].asks == "count"
    assert "heard" not in talk.state


def test_address_that_was_heard_stands_in_no_history(in_town):
    talk = begin()
    said = [turn.get_content()["said"] for turn in talk.conversation.turns.all()]
    assert "40-1" not in json.dumps(said, ensure_ascii=False)
