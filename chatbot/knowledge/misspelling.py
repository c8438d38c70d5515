"""Copies of questions as people type them in a hurry: all in hiragana, or with one mistake. For measuring."""

import random
from collections.abc import Callable

from . import text

KANA, TYPO = "kana", "typo"
_HIRAGANA = [chr(code) for code in range(ord("あ"), ord("ん") + 1)]


def misspeller(kind: str, seed: int = 0) -> Callable[[str], str]:
    return {KANA: text.reading, TYPO: lambda sentence: with_typo(sentence, random.Random(f"{seed} {sentence}"))}[kind]


def with_typo(sentence: str, chance: random.Random) -> str:
    """One sign lost, doubled, exchanged with its neighbour or hit wrong."""
    place = chance.randrange(max(1, len(sentence) - 1))
    head, sign, tail = sentence[:place], sentence[place : place + 1], sentence[place + 1 :]
    mistake = chance.choice(("lost", "doubled", "exchanged", "wrong"))
    if mistake == "lost":
        return head + tail
    if mistake == "doubled":
        return head + sign + sign + tail
    if mistake == "exchanged":
        return head + tail[:1] + sign + tail[1:]
    return head + chance.choice(_HIRAGANA) + tail
