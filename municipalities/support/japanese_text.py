"""Japanese text as people type it: widths, kana, dashes. Pure; sources: Unicode TR15 (NFC, NFKC)."""

import unicodedata

import jaconv

DASHES = "‐‑‒–—―−ー－ｰ"
_TO_HYPHEN = {ord(dash): "-" for dash in DASHES}
_KANA_EXTRAS = "ー・ 　"


def fold_width(text: str) -> str:
    """Full-width letters, digits and signs to ASCII, half-width kana to full width (NFKC)."""
    return unicodedata.normalize("NFKC", text)


def hyphens(text: str) -> str:
    """Every dash people use between digits to `-`, after folding the width. Not for kana: it would eat the long vowel."""
    return fold_width(text).translate(_TO_HYPHEN)


def to_katakana(text: str) -> str:
    return jaconv.hira2kata(unicodedata.normalize("NFKC", text))


def to_hiragana(text: str) -> str:
    return jaconv.kata2hira(unicodedata.normalize("NFKC", text))


def is_katakana(text: str) -> bool:
    return all("ァ" <= c <= "ヺ" or c in _KANA_EXTRAS for c in text)


def has_control_characters(text: str, *, allowed: str = "") -> bool:
    """Control characters, lone surrogates and private use: what no keyboard types and no database should hold."""
    return any(unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn"} and c not in allowed for c in text)


def search_forms_of(word: str) -> list[str]:
    """The spellings to look for when a person types `word`: as typed, folded, in hiragana, in katakana."""
    folded = fold_width(word)
    return list(dict.fromkeys([word, folded, to_hiragana(folded), to_katakana(folded)]))
