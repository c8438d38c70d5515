"""One sign lost, doubled, exchanged or hit wrong in a word that the entries know: which word was meant.

Only where something in the question is unknown to the entries, or fell apart into single signs.
"""

from collections.abc import Callable, Iterable

from . import text
from .lexicon import Lexicon, ends_of
from .text import Token

# A shorter word is too close to too many others: 保護犬 is not 保護者.
SHORTEST_WITH_WRONG_SIGN = 4
WHOLE_WORDS = frozenset("市町村県税料課係車家本日月年人子木犬猫虫鳥缶傘水道川山橋道庭鍵城金夫妻父母物品紙布机靴窓")
_LONGEST = 10
_RUN_BREAK = frozenset("、。,.!?「」 ")


def meant(sentence: str, lexicon: Lexicon, is_known: Callable[[str], bool]) -> list[str]:
    doubtful = _doubtful_places(sentence, is_known)
    if not doubtful:
        return []
    found = {
        (start, word) for start, end in _windows(sentence, doubtful) for word in _close(sentence[start:end], lexicon)
    }
    best = sorted(found, key=lambda one: (-len(one[1]), -lexicon.compounds[one[1]]))
    return [word for _, word in best[:2]]


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


def _windows(sentence: str, doubtful: set[int]) -> Iterable[tuple[int, int]]:
    first, last = min(doubtful), max(doubtful)
    for start in range(max(0, first - _LONGEST), last + 1):
        for end in range(max(start + 2, first + 1), min(start + _LONGEST, len(sentence)) + 1):
            if not _RUN_BREAK.isdisjoint(sentence[start:end]):
                break
            if not doubtful.isdisjoint(range(start, end)):
                yield start, end


def _close(window: str, lexicon: Lexicon) -> Iterable[str]:
    for key in ends_of(window):
        for word in lexicon.compounds_by_ends.get(key, ()):
            if word != window and abs(len(word) - len(window)) <= 1 and is_one_mistake(word, window):
                yield word


def is_one_mistake(word: str, typed: str) -> bool:
    head = next(
        (place for place, (a, b) in enumerate(zip(word, typed, strict=False)) if a != b), min(len(word), len(typed))
    )
    if len(word) == len(typed):
        exchanged = word[head : head + 2] == typed[head : head + 2][::-1] and word[head + 2 :] == typed[head + 2 :]
        return exchanged or (len(word) >= SHORTEST_WITH_WRONG_SIGN and word[head + 1 :] == typed[head + 1 :])
    longer, shorter = (word, typed) if len(word) > len(typed) else (typed, word)
    return len(word) >= 3 and longer[head + 1 :] == shorter[head:]
