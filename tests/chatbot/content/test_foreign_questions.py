"""Questions in six languages, without an encoder and without a word of Japanese, find the Japanese entries that ship.

The table of words and these questions have one author: the figures say that the way works, not how often a stranger is understood.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from chatbot.dialogue.skills.faq_search import look_for
from chatbot.dialogue.understanding.languages import language_of

QUESTIONS = json.loads((Path(__file__).parent / "foreign_questions.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("encoder", "at_least"), [("none", 55), ("use", 56)])
def test_question_in_another_language_finds_the_japanese_entry(shipped_knowledge, settings, encoder, at_least):
    settings.FAQ_ENCODER = encoder
    found, alone = Counter(), Counter()
    for example in QUESTIONS:
        findings = look_for(example["question"], limit=3)
        slugs = [each.entry.slug for each in findings.found]
        found[example["language"]] += example["answer"] in slugs
        if findings.certainty >= 0.9 and findings.belongs >= 0.5:
            alone[slugs[0] == example["answer"]] += 1
    assert found.total() >= at_least, found
    assert alone[True] / alone.total() >= 0.85, alone


def test_language_of_every_question_is_told():
    wrong = [each["question"] for each in QUESTIONS if language_of(each["question"]) != each["language"]]
    assert wrong == []
