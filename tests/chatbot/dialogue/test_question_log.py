import pytest
from django.db import IntegrityError, transaction

from chatbot.dialogue import engine
from chatbot.dialogue.message import Incoming
from chatbot.dialogue.skills.faq import NONE, SHOW, SOLVED, UNSOLVED
from chatbot.dialogue.skills.help import PERSON
from chatbot.models import AskedOutcome, AskedQuestion, ConversationRecord
from tests.factories.asked import asked
from tests.factories.chat import Talk, text_only

CERTAIN = "犬を飼いはじめたら何か届けるの"
SEVERAL = "引っ越しの手続き"
FAR_OFF = "総理大臣は誰"


@pytest.fixture
def knowledge(in_town, shipped_knowledge):
    return in_town


def rows(*names: str) -> list[tuple]:
    return list(AskedQuestion.objects.order_by("pk").values_list(*names))


def test_question_answered_alone_is_noted_with_what_was_read(knowledge):
    Talk().say(CERTAIN)
    slug = "dog-registration-apply"
    assert rows("answered", "shown", "read", "outcome", "language") == [("alone", [slug], slug, "alone", "ja")]
    assert AskedQuestion.objects.get().text == CERTAIN


def test_question_with_several_titles_is_noted_as_offered_until_one_is_chosen(knowledge):
    talk = Talk()
    talk.say(SEVERAL)
    [(answered, shown, outcome)] = rows("answered", "shown", "outcome")
    assert (answered, outcome) == ("offered", AskedOutcome.OFFERED)
    talk.press(f"{SHOW}{shown[1]}")
    assert rows("read", "outcome") == [(shown[1], AskedOutcome.CHOSEN)]


def test_question_for_nobody_here_is_noted_as_not_found(knowledge):
    Talk().say(FAR_OFF)
    assert rows("answered", "shown", "outcome") == [("nothing", [], AskedOutcome.NONE)]


def test_question_in_a_town_without_entries_is_noted_as_not_found(in_town):
    Talk().say("粗大ごみの出し方")
    assert rows("answered", "outcome") == [("nothing", AskedOutcome.NONE)]


@pytest.mark.parametrize(
    ("pressed", "verdict", "outcome"),
    [(SOLVED, "helped", "alone"), (UNSOLVED, "unhelped", "alone"), (NONE, "none", "none"), (PERSON, "", "person")],
)
def test_what_is_pressed_is_noted_with_the_question(knowledge, pressed, verdict, outcome):
    talk = Talk()
    talk.say(CERTAIN)
    talk.press(pressed)
    assert rows("verdict", "outcome") == [(verdict, outcome)]


def test_another_title_after_one_that_did_not_help_takes_the_verdict_back(knowledge):
    talk = Talk()
    talk.say(CERTAIN)
    talk.press(UNSOLVED)
    talk.press(f"{SHOW}dog-changes")
    assert rows("read", "verdict") == [("dog-changes", "")]


def test_same_question_in_other_words_marks_the_first_as_repeated(knowledge):
    talk = Talk()
    for text in ("公園で犬を散歩させてもいいですか", "犬の散歩ができる公園", "税金の払い方"):
        talk.say(text)
    assert [repeated for (repeated,) in rows("is_repeated")] == [True, False, False]


def test_message_that_comes_twice_is_noted_once(knowledge):
    talk = Talk()
    for _time in range(2):
        engine.respond(conversation_id=talk.conversation.public_id, incoming=Incoming(id="m", text=SEVERAL))
    assert AskedQuestion.objects.count() == ConversationRecord.objects.count() == 1


def test_database_refuses_a_second_question_of_a_turn(in_town):
    first = asked("一つめ")
    with pytest.raises(IntegrityError, match="asked_once_a_turn"), transaction.atomic():
        AskedQuestion.objects.create(record=first.record, number=first.number, answered="nothing")


def test_database_refuses_an_answer_that_nobody_read(in_town):
    with pytest.raises(IntegrityError, match="asked_alone_was_read"), transaction.atomic():
        asked(answered="alone")


def test_personal_data_is_struck_out_before_it_is_noted(knowledge):
    Talk().say("佐藤花子、090-1234-5678です。引っ越しの手続きを教えて")
    assert AskedQuestion.objects.get().text == "〔氏名〕、〔電話番号〕です。引っ越しの手続きを教えて"


def test_question_that_is_mainly_personal_is_counted_without_its_words(knowledge):
    Talk().say("佐藤花子 090-1234-5678")
    assert rows("text_sealed") == [(None,)]


def test_words_are_sealed_at_rest(knowledge):
    Talk().say(SEVERAL)
    assert "引っ越し".encode() not in bytes(AskedQuestion.objects.get().text_sealed)


def test_record_outlives_the_conversation_and_leads_to_none(knowledge):
    talk = Talk()
    talk.say(SEVERAL)
    talk.conversation.delete()
    assert ConversationRecord.objects.count() == AskedQuestion.objects.count() == 1


def test_conversation_with_a_wish_for_a_person_is_marked(knowledge):
    talk = Talk()
    talk.press(PERSON)
    assert list(ConversationRecord.objects.values_list("wants_person", "channel")) == [(True, "web")]
    assert AskedQuestion.objects.count() == 0


def test_conversation_without_questions_is_counted_with_channel_and_language(knowledge):
    text_only().say("こんにちは")
    Talk(engine.begin(language="en")).say("hello")
    assert sorted(ConversationRecord.objects.values_list("channel", "language")) == [("line", "ja"), ("web", "en")]


def test_question_in_another_language_is_noted_in_it(knowledge):
    Talk().say("where do I pay my taxes")
    assert rows("language") == [("en",)]


def test_question_asked_anew_in_the_language_then_chosen_is_noted_once(knowledge):
    talk = Talk()
    talk.say("where do I pay my taxes")
    talk.press("language:en")
    assert AskedQuestion.objects.count() == 1


def test_log_that_breaks_costs_no_answer(knowledge, monkeypatch, caplog):
    monkeypatch.setattr("chatbot.dialogue.question_log.anonymous", lambda *_args, **_more: 1 / 0)
    talk = Talk()
    assert len(talk.say(SEVERAL)[0].choices) > 2
    assert AskedQuestion.objects.count() == 0
    assert "ZeroDivisionError" in caplog.text
    assert SEVERAL not in caplog.text
    assert talk.press(SOLVED) != []
