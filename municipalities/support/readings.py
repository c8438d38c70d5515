"""How Japanese words are read, by the dictionary: 乾電池 → かんでんち. Needs SudachiPy with its dictionary."""

from functools import lru_cache
from threading import local
from typing import Any

from .japanese_text import fold_width, to_hiragana

_of_thread = local()


def reading_of(text: str) -> str:
    """In hiragana; signs that have no reading stay as they are."""
    return "".join(_reading(word) for word in _tokenizer().tokenize(fold_width(text))).strip()


def _reading(word: Any) -> str:
    # What the dictionary does not know is read 「キゴウ」 or as it stands.
    known = word.part_of_speech()[0] not in ("補助記号", "空白", "記号") and word.reading_form()
    return to_hiragana(known or word.surface())


def _tokenizer() -> Any:
    """One for each thread: it holds what it works on."""
    if not hasattr(_of_thread, "tokenizer"):
        from sudachipy import SplitMode

        _of_thread.tokenizer = _dictionary().create(SplitMode.C)
    return _of_thread.tokenizer


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    from sudachipy import Dictionary

    return Dictionary()
