"""A question in any language: Japanese entries are found by what its words are in Japanese, entries in the asker's own come first."""

from collections.abc import Iterable, Mapping
from typing import Any

from chatbot.dialogue.understanding.languages import language_of
from chatbot.dialogue.understanding.municipal_words import in_japanese_words
from chatbot.knowledge import text
from chatbot.knowledge.current import Findings, find
from chatbot.knowledge.search import Result
from chatbot.models import Answered
from forms_app.schema.texts import JAPANESE

CERTAIN, BELONGS = 0.9, 0.5
"""Above both the first entry is said alone: it is right 9 times in 10 (docs/adr/0011)."""
FAR_OFF = 0.1
LEAST_WORDS = 2
BELONGS_AT_LEAST = 0.5
"""Somebody wrote an entry in that language for exactly these people."""


def answered_by(findings: Findings | Result) -> Answered:
    """Whether the first that was found is said alone, several are offered, or nothing is."""
    if not findings.found:
        return Answered.NOTHING
    if findings.certainty >= CERTAIN:
        return Answered.ALONE if findings.belongs >= BELONGS else Answered.OFFERED
    return Answered.NOTHING if findings.belongs < FAR_OFF else Answered.OFFERED


def is_word_for_word(question: str, titles: Iterable[str]) -> bool:
    """It stands there as it was asked; a single word does not count, for it may be meant in many ways."""
    return len(text.terms(question)) >= LEAST_WORDS and _bare(question) in map(_bare, titles)


def _bare(sentence: str) -> str:
    return text.normalise(sentence).rstrip("。.!? ")


def look_for(question: str, *, limit: int) -> Findings:
    findings = _word_for_word_first(question, find(in_japanese_words(question), limit=limit))
    language = language_of(question)
    if language in ("", JAPANESE):
        return findings
    theirs = find(question, limit=limit).found
    own = tuple(each for each in theirs if each.entry.current.content["language"] == language)
    if not own:
        return findings
    others = tuple(each for each in findings.found if each.entry not in [mine.entry for mine in own])
    return Findings((*own, *others)[:limit], max(findings.belongs, BELONGS_AT_LEAST), 0.0)


def _word_for_word_first(question: str, findings: Findings) -> Findings:
    """Whoever added these very words to an entry decided what they mean; alone, where no other is about as good."""
    said = [each for each in findings.found if is_word_for_word(question, titles_of(each.entry.current.content))]
    if len(said) != 1:
        return findings
    others = [each for each in findings.found if each is not said[0]]
    found = (said[0], *others)
    if stands_out(said[0].score, [each.score for each in others]):
        return Findings(found, max(findings.belongs, BELONGS), max(findings.certainty, CERTAIN))
    return findings if said[0] is findings.found[0] else Findings(found, findings.belongs, 0.0)


def stands_out(score: float, others: Iterable[float]) -> bool:
    return all(other * 2 <= score for other in others)


def titles_of(content: Mapping[str, Any]) -> list[str]:
    return [content["question"], *content["paraphrases"]]
