"""A question in any language: Japanese entries are found by what its words are in Japanese, entries in the asker's own come first."""

from chatbot.dialogue.understanding.languages import language_of
from chatbot.dialogue.understanding.municipal_words import in_japanese_words
from chatbot.knowledge.current import Findings, find
from chatbot.knowledge.search import Result
from chatbot.models import Answered
from forms_app.schema.texts import JAPANESE

CERTAIN, BELONGS = 0.9, 0.5
"""Above both the first entry is said alone: it is right 9 times in 10 (docs/adr/0011)."""
FAR_OFF = 0.1
BELONGS_AT_LEAST = 0.5
"""Somebody wrote an entry in that language for exactly these people."""


def answered_by(findings: Findings | Result) -> Answered:
    """Whether the first that was found is said alone, several are offered, or nothing is."""
    if not findings.found:
        return Answered.NOTHING
    if findings.certainty >= CERTAIN:
        return Answered.ALONE if findings.belongs >= BELONGS else Answered.OFFERED
    return Answered.NOTHING if findings.belongs < FAR_OFF else Answered.OFFERED


def look_for(question: str, *, limit: int) -> Findings:
    findings = find(in_japanese_words(question), limit=limit)
    language = language_of(question)
    if language in ("", JAPANESE):
        return findings
    theirs = find(question, limit=limit).found
    own = tuple(each for each in theirs if each.entry.current.content["language"] == language)
    if not own:
        return findings
    others = tuple(each for each in findings.found if each.entry not in [mine.entry for mine in own])
    return Findings((*own, *others)[:limit], max(findings.belongs, BELONGS_AT_LEAST), 0.0)
