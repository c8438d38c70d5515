"""The words that every town shares: those of the thesaurus and of the titles that come with the portal. Pure.

What is told beyond a town is told in these words alone: nobody's name and no sentence can be among them.
"""

from collections.abc import Mapping
from functools import cache

from chatbot.content import load

from . import text, thesaurus

MOST_TERMS = 5
LEAST_LETTERS = 2


def shared_terms(question: str) -> list[str]:
    """What a question is about, in shared words, each once, sorted: the same for every town that is asked the same."""
    said = text.tokens(question)
    concepts = thesaurus.shipped().concepts_of_question([token.term for token in said])
    words = [_label(concept) for concept in concepts]
    words += [_nouns()[token.term] for token in said if token.term in _nouns()]
    return sorted(list(dict.fromkeys(words))[:MOST_TERMS])


def _label(concept: str) -> str:
    """`=引っ越し`, `>粗大ごみ/大型ごみ`: the first name of either."""
    return concept[1:].partition("/")[0]


@cache
def _nouns() -> Mapping[str, str]:
    """Nouns of the titles that ship and that no concept stands for, by their term: as they were written first."""
    found: dict[str, str] = {}
    known = thesaurus.shipped()
    for entry in load.entries():
        for title in (entry["question"], *entry["paraphrases"]):
            for token in text.tokens(title):
                if _is_telling(token) and not known.concepts_of_question([token.term]):
                    found.setdefault(token.term, token.surface)
    return found


def _is_telling(token: text.Token) -> bool:
    is_noun = token.kind.startswith("名詞") and "数詞" not in token.kind
    return is_noun and token.content and not token.is_person and len(token.surface) >= LEAST_LETTERS
