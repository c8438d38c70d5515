import pytest

from tests.factories.chat import Talk, labels


@pytest.mark.parametrize("said", ["こんにちは", "こんにちは！", "おはようございます。", "Hello"])
def test_courtesy_greets_who_greets(in_town, said):
    assert Talk().say(said)[-1].text.startswith(f"{in_town.name}の相談窓口です。")


def test_courtesy_is_glad_of_thanks(in_town):
    assert Talk().say("わかりました、ありがとう")[0].text.startswith("お役に立てて何よりです。")


def test_courtesy_says_sorry_to_anger_and_offers_a_person(in_town):
    [reply] = Talk().say("役立たず！")
    assert (reply.text[:7], labels(reply)) == ("ご不快な思いを", ["職員に聞く"])


def test_courtesy_keeps_what_was_begun(in_town):
    talk = Talk()
    before = talk.state
    talk.say("こんにちは")
    assert talk.state == before
