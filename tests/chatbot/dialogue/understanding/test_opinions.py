import pytest

from chatbot.dialogue.understanding.opinions import is_opinion


@pytest.mark.parametrize(
    "text",
    [
        "ご意見",
        "要望があります",
        "苦情を言いたい",
        "市への要望を伝えたいのですが",
        "意見を送りたい。",
        "苦情です",
        "職員さんにお礼を伝えたい",
    ],
)
def test_is_opinion_knows_who_wants_to_tell_one(text):
    assert is_opinion(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "",
        "パブリックコメントに意見を出したい",
        "計画の案に意見がある",
        "苦情の件数を知りたい",
        "ごみの出し方",
        "意見書の書き方",
        "どんな意見がありましたか",
    ],
)
def test_is_opinion_leaves_other_questions(text):
    assert is_opinion(text) is False
