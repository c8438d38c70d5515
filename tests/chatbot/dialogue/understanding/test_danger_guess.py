"""How much of danger is seen in words that nobody looked at while the guess was made, and how much harmless is taken for it."""

import pytest

from chatbot.dialogue.understanding.danger_guess import may_be_danger
from chatbot.dialogue.understanding.danger_learning import KEPT_BACK, LEARNED_FROM, examples, told
from chatbot.knowledge import encoders


def shares(encoder_name: str) -> tuple[float, float]:
    """Of the examples kept back: dangers that get numbers, harmless ones that do."""
    kept, encoder = examples(KEPT_BACK), encoders.encoder(encoder_name)
    dangers = [each.text for each in kept if each.is_danger]
    harmless = [each.text for each in kept if not each.is_danger]
    return told(dangers, encoder).mean(), told(harmless, encoder).mean()


def test_examples_kept_back_are_no_lessons():
    texts = [{each.text for each in examples(part)} for part in (LEARNED_FROM, KEPT_BACK)]
    assert texts[0] & texts[1] == set()
    assert [len(examples(part)) > 400 for part in (LEARNED_FROM, KEPT_BACK)] == [True, True]


@pytest.mark.parametrize(("encoder_name", "least_seen", "most_mistaken"), [("use", 0.80, 0.15), ("none", 0.55, 0.10)])
def test_danger_in_unseen_words_gets_numbers(encoder_name, least_seen, most_mistaken):
    seen, mistaken = shares(encoder_name)
    assert (seen >= least_seen, mistaken <= most_mistaken) == (True, True), (seen, mistaken)


@pytest.mark.parametrize("text", ["", "？", "\x00", "あ" * 100_000])
def test_odd_texts_are_no_danger(text):
    assert may_be_danger(text, encoder_name="none") is False
