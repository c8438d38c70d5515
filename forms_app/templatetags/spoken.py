"""Which language a text is in, where it is not that of the page (WCAG 3.1.2).

Texts of schema.translation know their language themselves. On a page in another language than Japanese, what nobody translated
is Japanese, and known by its signs.
"""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from forms_app.rendering.spoken_language import spoken_now

register = template.Library()
WRITTEN_ALIKE = ("ja", "ja-simple")
JAPANESE_PART = re.compile(
    "[\u3005-\u3007\u3041-\u30ff\u4e00-\u9fff\uff21-\uff3a\uff41-\uff5a]"
    "(?:[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef0-9]*[\u3001-\u30ff\u4e00-\u9fff])?"
)
HAS_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")


@register.filter
def lang(text: object) -> SafeString | str:
    """The attribute for the element that holds nothing but this text."""
    language = getattr(text, "language", "") or ("ja" if _is_foreign_here(str(text)) else "")
    return format_html(' lang="{}"', language) if language else ""


@register.filter
def marked(text: object) -> SafeString | str:
    """The text, in an element of its own where it needs the attribute; of a sentence, what is Japanese in it."""
    language = getattr(text, "language", "")
    if language:
        return format_html('<span lang="{}">{}</span>', language, text)
    if not _is_foreign_here(str(text)):
        return conditional_escape(text)
    return in_japanese(str(text)) if spoken_now() == "zh-Hans" else japanese_marked(str(text))


def japanese_marked(text: str) -> SafeString:
    """Escaped, with what is Japanese in it marked; for languages that are written with other signs."""
    parts, end = [], 0
    for found in JAPANESE_PART.finditer(text):
        parts += [conditional_escape(text[end : found.start()]), in_japanese(found[0])]
        end = found.end()
    return mark_safe("".join([*parts, conditional_escape(text[end:])]))


def in_japanese(text: str) -> SafeString:
    return format_html('<span lang="ja">{}</span>', text)


def _is_foreign_here(text: str) -> bool:
    """Is there Japanese in it, on a page that is not?"""
    here = spoken_now()
    if here in WRITTEN_ALIKE:
        return False
    return bool((HAS_KANA if here == "zh-Hans" else JAPANESE_PART).search(text))
