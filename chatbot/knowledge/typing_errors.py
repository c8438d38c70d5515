"""One sign lost, doubled, exchanged or hit wrong in a word that the entries know: which word was meant.

Only where something in the question is unknown to the entries, or fell apart into single signs.
"""

from collections.abc import Callable, Iterable

from . import text
from .lexicon import SHORT_COMPOUND, Lexicon
from .text import Token

# A shorter word is too close to too many others: 保護犬 is not 保護者.
SHORTEST_WITH_WRONG_SIGN = 4
WHOLE_WORDS = frozenset("市町村県税料課係車家本日月年人子木犬猫虫鳥缶傘水道川山橋道庭鍵城金夫妻父母物品紙布机靴窓")
_LONGEST = 10


def meant(sentence: str, lexicon: Lexicon, is_known: Callable[[str], bool]) -> list[str]:
    doubtful = _doubtful_places(sentence, is_known)
    if not doubtful:
        return []
    found = {
        word
        for begin, end, word in _near(sentence, doubtful, lexicon)
        if begin >= 0 and not doubtful.isdisjoint(range(begin, end)) and is_one_mistake(word, sentence[begin:end])
    }
    return sorted(found, key=lambda word: (-len(word), -lexicon.compounds[word], word))[:2]


def _doubtful_places(sentence: str, is_known: Callable[[str], bool]) -> set[int]:
    places, begin = set(), 0
    for token in filter(_is_from_dictionary, text.tokens(sentence)):
        begin = sentence.index(token.surface, begin)
        if _is_doubtful(token, is_known):
            places.update(range(begin, begin + len(token.surface)))
        begin += len(token.surface)
    return places


def _is_from_dictionary(token: Token) -> bool:
    return bool(token.kind)


def _is_doubtful(token: Token, is_known: Callable[[str], bool]) -> bool:
    return token.content and (_is_fragment(token) or not is_known(token.term))


def _is_fragment(token: Token) -> bool:
    return len(token.surface) == 1 and token.surface not in WHOLE_WORDS


def _near(sentence: str, doubtful: set[int], lexicon: Lexicon) -> Iterable[tuple[int, int, str]]:
    """Where in the question which word may stand: those that share a part with it."""
    known = lexicon.compounds_by_part
    for place in range(max(0, min(doubtful) - _LONGEST), min(max(doubtful) + _LONGEST, len(sentence) - 1)):
        pair = sentence[place : place + 2]
        for word in known.get("<" + pair, ()):
            yield from ((place, place + size, word) for size in range(len(word) - 1, len(word) + 2))
        for word in known.get(">" + pair, ()):
            yield from ((place + 2 - size, place + 2, word) for size in range(len(word) - 1, len(word) + 2))
        for size in SHORT_COMPOUND:
            for word in known.get(sentence[place] + "~" + sentence[place + size - 1 : place + size], ()):
                yield place, place + size, word


def is_one_mistake(word: str, typed: str) -> bool:
    if word == typed:
        return False
    head = next(
        (place for place, (a, b) in enumerate(zip(word, typed, strict=False)) if a != b), min(len(word), len(typed))
    )
    if len(word) == len(typed):
        exchanged = word[head : head + 2] == typed[head : head + 2][::-1] and word[head + 2 :] == typed[head + 2 :]
        return exchanged or (len(word) >= SHORTEST_WITH_WRONG_SIGN and word[head + 1 :] == typed[head + 1 :])
    longer, shorter = (word, typed) if len(word) > len(typed) else (typed, word)
    return len(word) >= 3 and longer[head + 1 :] == shorter[head:]
