import pytest

from chatbot.dialogue.understanding.insults import is_insult


@pytest.mark.parametrize(
    "text", ["バカ", "ばか野郎！", "役立たず", "この役立たずが", "使えないな", "死ね", "ふざけるな", "アホか"]
)
def test_is_insult_of_anger_alone(text):
    assert is_insult(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ごみの日も知らないのか、ばか",
        "マイナンバーカードが使えない",
        "水道が使えない",
        "死にたい",
        "隣の犬がうるさい",
        "くそ暑い",
    ],
)
def test_is_insult_leaves_what_asks_for_something(text):
    assert is_insult(text) is False
