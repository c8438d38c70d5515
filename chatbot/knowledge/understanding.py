"""What a question probably means: kana alone is written with kanji, and a word hit wrong is taken for one the entries know."""

from collections.abc import Iterable
from dataclasses import replace

from . import kana, typing_errors
from .analysis import ANSWER, TITLE, Asked
from .index import Index


def understood(index: Index, sentence: str) -> Asked:
    if kana.is_typed_in_kana(sentence):
        return _in_kanji(index, sentence)
    meant = typing_errors.meant(sentence, index.lexicon, lambda term: is_known(index, term))
    return _with(index, index.analyser.question(sentence), meant) if meant else index.analyser.question(sentence)


def is_known(index: Index, term: str) -> bool:
    return index.titles[TITLE].stands_in(term) > 0 or index.answers[ANSWER].stands_in(term) > 0


def _in_kanji(index: Index, sentence: str) -> Asked:
    """Both readings of the question: 「なくした」 may be right as it stands."""
    return _with(index, index.analyser.question(kana.restored(sentence, index.lexicon)), [sentence])


def _with(index: Index, asked: Asked, others: Iterable[str]) -> Asked:
    added = [index.analyser.question(other) for other in others]
    known = [term for one in added for term in one.terms if is_known(index, term)]
    return replace(
        asked,
        terms=_once(*asked.terms, *known),
        concepts=_once(*asked.concepts, *(concept for one in added for concept in one.concepts)),
        grams=_once(*asked.grams, *(gram for one in added for gram in one.grams)),
    )


def _once(*words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
