import pytest

from chatbot.dialogue import engine
from chatbot.dialogue.languages import NAMES, speaking
from chatbot.models import Conversation
from forms_app.models import Application
from tests.factories import forms
from tests.factories.chat import Talk, labels

HEARD = {
    "ja": "これからは、日本語でお話しします",
    "ja-simple": "やさしい 日本語",
    "en": "From now on we speak English",
    "pt-BR": "falamos em português",
    "vi": "bằng tiếng Việt",
    "zh-Hans": "用中文交谈",
    "fil": "sa Filipino",
    "ne": "नेपालीमा कुरा",
}
COUNT = {
    "key": "count", "type": "number", "label": "頭数", "required": True, "help": "犬の数です。",
    "translations": {"pt-BR": {"label": "Quantos cachorros?"}},
}  # fmt: skip


def dog_form():
    definition = forms.definition(COUNT)
    definition["translations"] = {"pt-BR": {"title": "Registrar cachorro"}}
    return forms.published_form(definition=definition, slug="dogs", title="犬の登録", keywords="犬")


@pytest.mark.parametrize("language", NAMES)
def test_every_language_is_spoken_when_it_is_asked_for(in_town, language):
    talk = Talk()
    [reply] = talk.say(NAMES[language])
    talk.conversation.refresh_from_db()
    assert (HEARD[language] in reply.text, reply.language, talk.conversation.language) == (True, language, language)


def test_language_pressed_is_kept_for_what_comes(in_town):
    talk = Talk()
    talk.press("language:en")
    [reply] = talk.say("help")
    assert (reply.language, reply.text.splitlines()[0]) == ("en", "This is what you can do here.")


def test_unknown_language_changes_nothing(in_town):
    talk = Talk()
    assert talk.press("language:xx")[-1].language == "ja"


def test_language_of_the_first_words_is_offered_and_not_taken(in_town):
    talk = Talk()
    offer, reply = talk.say("Tem um buraco na rua")
    talk.conversation.refresh_from_db()
    assert (offer.language, reply.language, labels(reply)[0], talk.conversation.language) == (
        "pt-BR",
        "ja",
        "Português",
        "",
    )


def test_question_in_the_language_then_chosen_need_not_be_asked_again(in_town):
    dog_form()
    talk = Talk()
    talk.say("Tenho um cachorro")
    told, found = talk.press("language:pt-BR")
    assert (told.language, labels(found)) == ("pt-BR", ["Começar “Registrar cachorro”"])


def test_question_in_another_language_than_the_one_chosen_is_not_answered_again(in_town):
    dog_form()
    talk = Talk()
    talk.say("犬を飼いました")
    assert len(talk.press("language:pt-BR")) == 1


def test_chosen_language_is_never_left_for_what_somebody_writes(in_town):
    talk = Talk()
    talk.press("language:ja")
    assert [reply.language for reply in talk.say("Tem um buraco na rua")] == ["ja"]


def test_what_was_said_before_keeps_its_language(in_town):
    talk = Talk()
    talk.say("こんにちは")
    talk.press("language:vi")
    assert [reply.language for _said, replies in engine.history(talk.conversation) for reply in replies] == ["ja", "vi"]


def test_language_in_the_middle_of_a_form_asks_its_question_again(in_town):
    dog_form()
    talk = Talk()
    talk.press("start:dogs")
    told, question = talk.press("language:pt-BR")
    assert (told.text, "Quantos cachorros?" in question.text, question.asks) == (
        "A partir de agora, perguntamos em português.", True, "count",
    )  # fmt: skip


def test_name_of_a_language_may_be_an_answer_within_a_form(in_town):
    forms.published_form(
        definition=forms.definition({"key": "tongue", "type": "text", "label": "話せる言葉", "required": True}),
        slug="dogs",
    )
    talk = Talk()
    talk.press("start:dogs")
    talk.say("English")
    assert "話せる言葉：English" in talk.say("")[0].text


def test_form_is_filled_in_portuguese_and_filed_in_japanese(in_town):
    dog_form()
    talk = Talk(engine.begin(language="pt-BR"))
    welcome, _question = talk.press("start:dogs")
    check = talk.say("2")[-1]
    done = talk.press("form:send")[-1]
    application = Application.objects.get()
    assert ("Registrar cachorro" in welcome.text, "Quantos cachorros?: 2" in check.text, application.receipt_number in done.text) == (
        True, True, True,
    )  # fmt: skip
    assert application.get_answers() == {"count": "2"}


def test_language_of_a_conversation_is_one_of_ours(in_town):
    assert Conversation.objects.get(pk=engine.begin(language="ne").pk).language == "ne"


def test_speaking_an_unknown_sentence_is_japanese():
    from django.utils.translation import gettext

    with speaking("fil"):
        assert gettext("まだだれも訳していない文です。") == "まだだれも訳していない文です。"
