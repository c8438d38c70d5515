"""Japanese text as people type it: widths, kana, dashes, signs nobody sees. Pure; sources: Unicode TR15 (NFC, NFKC), TR9 (bidi)."""

import re
import unicodedata

import jaconv

DASHES = "‐‑‒–—―−ー－ｰ"
_TO_HYPHEN = {ord(dash): "-" for dash in DASHES}
_TO_LONG_VOWEL = {ord(dash): "ー" for dash in DASHES + "-"}
_KANA_LETTER, _KANA_EXTRAS = "ァ-ヺヽヾㇰ-ㇿ", "ー・ 　"
_KATAKANA = re.compile(f"[{_KANA_EXTRAS}]*[{_KANA_LETTER}][{_KANA_LETTER}{_KANA_EXTRAS}]*")
# What NFC would replace by its unified twin although it is another character in somebody's name: U+FA19 神, U+FA45 海.
_NOT_COMPATIBILITY_IDEOGRAPHS = re.compile("[^\uf900-\ufaff\U0002f800-\U0002fa1f]+")
_BIDI_CONTROLS = "\u202a-\u202e\u2066-\u2069"
# XML and with it every spreadsheet refuses U+FFFE and U+FFFF (Unicode §23.7 names all 66).
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_CONTROL = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{_BIDI_CONTROLS}{_NONCHARACTERS}]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u3164\ufeff"
_SPACES = " \t\n\v\f\r\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_UNSEEN = _SPACES + _INVISIBLE


def compose(text: str) -> str:
    """NFC (が as one sign, not か and a mark), but compatibility ideographs of names stay as they were typed."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return _NOT_COMPATIBILITY_IDEOGRAPHS.sub(lambda run: unicodedata.normalize("NFC", run[0]), text)


def trim(text: str) -> str:
    """Without spaces at the ends, nor signs that cannot be seen: what looks empty is empty."""
    return text.strip(_UNSEEN)


def fold_width(text: str) -> str:
    """Full-width letters, digits and signs to ASCII, half-width kana to full width (NFKC). For signs and search, never for names."""
    return unicodedata.normalize("NFKC", text)


def hyphens(text: str) -> str:
    """Every dash people use between digits to `-`, after folding the width. Not for kana: it would eat the long vowel."""
    return fold_width(text).translate(_TO_HYPHEN)


def to_katakana(text: str) -> str:
    return jaconv.hira2kata(unicodedata.normalize("NFKC", text))


def to_hiragana(text: str) -> str:
    return jaconv.kata2hira(unicodedata.normalize("NFKC", text))


def katakana_reading(text: str) -> str:
    """A reading as people type it, in katakana; a dash between kana is the long vowel it was meant to be."""
    return to_katakana(text).translate(_TO_LONG_VOWEL)


def is_katakana(text: str) -> bool:
    """Katakana with the iteration marks of スヾメ and the small letters of Ainu; long vowel, dot and space between them."""
    return _KATAKANA.fullmatch(text) is not None


def has_control_characters(text: str) -> bool:
    """Control characters but tab and line feed, lone surrogates, noncharacters, and the signs that reverse the direction of what
    stands after them.

    A code point this Python does not know yet is no reason to refuse: it may be next year's emoji or kanji.
    """
    return _CONTROL.search(text) is not None


def has_private_characters(text: str) -> bool:
    """外字: signs that only the machine they were typed on can show."""
    return _PRIVATE.search(text) is not None


def without_format_characters(text: str) -> str:
    """For numbers and addresses of mail: a telephone number copied from a contact list carries invisible signs (U+202D … U+202C)."""
    return text if text.isprintable() else "".join(c for c in text if unicodedata.category(c) != "Cf")


def search_forms_of(word: str) -> list[str]:
    """The spellings to look for when a person types `word`: as typed, folded, in hiragana, in katakana."""
    folded = fold_width(word)
    return list(dict.fromkeys([word, folded, to_hiragana(folded), to_katakana(folded)]))
