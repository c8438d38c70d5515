"""What a short answer comes to without its signs, its widths and its politeness: `ゆうそう で お願いします！` → ゆうそう. Pure."""

import re

from municipalities.support.japanese_text import to_hiragana, without_format_characters

_SIGNS = re.compile(r"[\s、。,.!?・「」『』()\[\]〔〕\"'~〜…:;*#|/\\-]+")
_POLITE = re.compile(
    "(?:を|が|で|に|の|は)?(?:おねがいします|お願いします|お願いいたします|おねがい|お願い|希望です|希望します|を?選びます|にします|がいいです|がいい"
    "|でいいです|でいい|です|だよ|だね|だ|よ|ね)$"
)


def bare(text: str) -> str:
    """Hiragana for katakana, small letters for capitals; without signs and spaces."""
    return _SIGNS.sub("", to_hiragana(without_format_characters(text)).casefold())


def without_politeness(words: str) -> str:
    """`words`: bare. What is nothing but politeness stays."""
    while (shorter := _POLITE.sub("", words)) != words and shorter:
        words = shorter
    return words
