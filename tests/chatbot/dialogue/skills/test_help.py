import pytest

from municipalities.tenancy.features import CHAT_WITH_STAFF
from tests.factories.chat import Talk


@pytest.mark.parametrize("said", ["使い方", "ヘルプ", "何ができますか？"])
def test_help_says_what_it_can_do(in_town, said):
    assert Talk().say(said)[0].text.startswith("次のことができます。")


@pytest.mark.parametrize(
    "said", ["職員と話したい", "人に聞きたいです", "担当者につないでください", "職員さんに直接相談したい"]
)
def test_help_knows_a_wish_for_a_person(in_town, said, monkeypatch):
    monkeypatch.setattr(in_town, "disabled_features", [CHAT_WITH_STAFF])
    assert Talk().say(said)[0].text.startswith("職員に聞くときは")


@pytest.mark.parametrize("said", ["職員採用試験はいつですか", "担当者の名前を変えたい届出", "人口は何人"])
def test_help_leaves_questions_with_such_words_to_others(in_town, said):
    assert not Talk().say(said)[0].text.startswith("職員に聞くときは")
