"""Japanese text as the search sees it: widths and kana folded, words in their normalised form, words that say nothing left out."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from threading import local

_KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_LONG_VOWEL = re.compile("(?<=[ぁ-ゖァ-ヺ])[〜～―‐–—−-]+(?![0-9０-９])")
_SPACE = re.compile(r"\s+")
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺｦ-ﾝ㐀-䶿一-鿿々]")
_KANJI = re.compile(r"[㐀-䶿一-鿿々]")
_WORD = re.compile(r"\w")
_TOKENS_CACHED = 4096

CONTENT = {"名詞", "動詞", "形容詞", "形状詞", "接頭辞", "接尾辞", "代名詞", "副詞"}
# Words of asking, of politeness, of existence: they stand in every question.
STOP_WORDS = frozenset((Path(__file__).parent / "data" / "stop_words.txt").read_text(encoding="utf-8").split())


PLACE = "地名"


@dataclass(frozen=True)
class Token:
    surface: str
    term: str
    reading: str
    kind: str
    content: bool
    is_person: bool = False
    """A surname or a given name."""


def normalise(text: str) -> str:
    """One width, one kind of dash in long vowels, one space, lower case."""
    return _SPACE.sub(" ", _LONG_VOWEL.sub("ー", unicodedata.normalize("NFKC", text))).strip().lower()


def fold_kana(text: str) -> str:
    """ゴミ and ごみ, コンピューター and コンピュータ: one spelling."""
    folded = text.translate(_KATAKANA_TO_HIRAGANA)
    return folded.rstrip("ー") if len(folded) > 3 else folded


def to_hiragana(text: str) -> str:
    return text.translate(_KATAKANA_TO_HIRAGANA)


def is_japanese(text: str) -> bool:
    return _JAPANESE.search(text) is not None


def has_kanji(text: str) -> bool:
    return _KANJI.search(text) is not None


def tokens(text: str) -> tuple[Token, ...]:
    return _tokens(normalise(text))


def words(text: str) -> list[str]:
    return [token.term for token in tokens(text)]


def terms(text: str) -> list[str]:
    """The words that tell one question from another."""
    return [token.term for token in tokens(text) if token.content]


def reading(text: str) -> str:
    return "".join(token.reading for token in tokens(text))


def grams(text: str, size: int = 2) -> list[str]:
    """Overlapping pairs of signs: what is left to compare by where no dictionary helps."""
    return [gram for run in re.findall(r"\w+", to_hiragana(normalise(text))) for gram in _grams_of(run, size)]


def forget() -> None:
    """Empties the memory of sentences already taken apart: for measuring."""
    _tokens.cache_clear()


def forget_dictionary() -> None:
    forget()
    _maker_of_tokenizers.cache_clear()
    _of_thread.__dict__.clear()


def _grams_of(run: str, size: int) -> Iterator[str]:
    return (run[start : start + size] for start in range(max(1, len(run) - size + 1)))


@lru_cache(_TOKENS_CACHED)
def _tokens(text: str) -> tuple[Token, ...]:
    dictionary = tokenizer()
    if dictionary is None:
        return tuple(Token(gram, gram, gram, "", True) for gram in grams(text))
    return tuple(_token(morpheme) for morpheme in dictionary.tokenize(text) if _WORD.search(morpheme.surface()))


def _token(morpheme) -> Token:
    normalised = morpheme.normalized_form()
    said = morpheme.reading_form()
    reading = to_hiragana(said) if said and said != "キゴウ" else to_hiragana(morpheme.surface())
    part = morpheme.part_of_speech()
    content = part[0] in CONTENT and normalised not in STOP_WORDS
    kind, is_person = _kind(morpheme.surface(), part), part[2] == "人名"
    return Token(morpheme.surface(), fold_kana(normalised.lower()), reading, kind, content, is_person)


def _kind(surface: str, part: Sequence[str]) -> str:
    """What may stand beside what: particles by themselves, verbs by their form, the rest by their part of speech."""
    if part[0] in ("助詞", "助動詞"):
        return surface
    if part[1] == "固有名詞" and part[2] == "地名":
        return PLACE
    return part[0] + (part[5] if part[0] in ("動詞", "形容詞") else part[1])


def tokenizer():
    """One for each thread, which Sudachi demands; or None where it is not installed: then words are pairs of signs."""
    if not hasattr(_of_thread, "tokenizer"):
        make = _maker_of_tokenizers()
        _of_thread.tokenizer = make() if make else None
    return _of_thread.tokenizer


_of_thread = local()


@lru_cache(1)
def _maker_of_tokenizers():
    try:
        from sudachipy import Dictionary, SplitMode
    except ImportError:
        return None
    return partial(Dictionary(dict="core").tokenizer, mode=SplitMode.A)
