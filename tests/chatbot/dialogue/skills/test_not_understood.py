from chatbot.knowledge import current
from tests.factories.chat import Talk, labels

APOLOGY = "申し訳ありません。うまくお答えできませんでした。"


def test_town_without_answers_is_reached_by_telephone(in_town, monkeypatch):
    monkeypatch.setattr(in_town, "phone", "058-265-4141")
    [reply] = Talk().say("ほげほげ")
    assert reply.text.startswith(APOLOGY)
    assert "午前8時30分から午後5時15分まで" in reply.text
    assert labels(reply) == ["使い方", "職員に聞く"]
    assert [link.url for link in reply.links] == ["/procedures/", "tel:058-265-4141"]


def test_search_that_is_down_leaves_the_menu_of_fields(in_town, shipped_knowledge, monkeypatch):
    def broken(question, limit):
        raise RuntimeError

    for ranking in ("_ranked", "_ranked_by_words", "_ranked_by_letters"):
        monkeypatch.setattr(current, ranking, broken)
    talk = Talk()
    [reply] = talk.say("住民票がほしい")
    assert (reply.text.startswith(APOLOGY), len(reply.choices) > 5) == (True, True)
    assert talk.press(reply.choices[0].value)[-1].choices != ()
