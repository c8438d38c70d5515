"""A question in any language: Japanese entries are found by what its words are in Japanese, entries in the asker's own come first."""

from chatbot.dialogue.understanding.languages import language_of
from chatbot.dialogue.understanding.municipal_words import in_japanese_words
from chatbot.knowledge.current import Findings, find
from forms_app.schema.texts import JAPANESE

BELONGS_AT_LEAST = 0.5
"""Somebody wrote an entry in that language for exactly these people."""


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
