from chatbot.dialogue.message import Choice, Incoming, Outcome, Reply
from chatbot.dialogue.offering import in_its_language


def said(text: str, *replies: Reply, chosen: str = "", language: str = "") -> list[tuple[str, str]]:
    outcome = in_its_language(Outcome(replies, {}, text, language), Incoming("a", text), chosen)
    return [(reply.language, reply.text) for reply in outcome.replies]


def test_reply_is_in_the_language_of_the_conversation():
    assert said("hello", Reply("Hello."), chosen="en") == [("en", "Hello.")]


def test_reply_is_in_the_language_just_chosen():
    assert said("English", Reply("Hello."), chosen="ja", language="en") == [("en", "Hello.")]


def test_answer_in_japanese_says_so_to_whoever_reads_another_language():
    assert said("lixo", Reply("ごみは朝8時までに。", language="ja"), chosen="pt-BR") == [
        ("pt-BR", "A resposta está em japonês."),
        ("ja", "ごみは朝8時までに。"),
    ]


def test_answer_in_japanese_says_nothing_to_who_reads_japanese():
    assert said("ごみ", Reply("ごみは朝8時までに。", language="ja")) == [("ja", "ごみは朝8時までに。")]


def test_offer_comes_before_the_last_bubble_and_its_button_with_it():
    last = Reply("こちらですか。", choices=(Choice("はい", "yes"),))
    outcome = in_its_language(Outcome((last,), {}, ""), Incoming("a", "Tôi muốn hỏi"), "")
    offer, reply = outcome.replies
    assert (offer.language, [choice.label for choice in reply.choices]) == ("vi", ["Tiếng Việt", "はい"])


def test_nothing_is_offered_to_who_has_chosen():
    assert said("Tôi muốn hỏi", Reply("はい。"), chosen="ja") == [("ja", "はい。")]
