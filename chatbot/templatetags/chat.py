"""Says of each line of a bubble which language it is in (WCAG 3.1.2): answers and forms that nobody translated are Japanese."""

import re

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from chatbot.dialogue.understanding.languages import language_of

register = template.Library()
_JAPANESE = re.compile(
    "[\u3005-\u3007\u3041-\u30ff\u4e00-\u9fff\uff21-\uff3a\uff41-\uff5a]"
    "(?:[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef0-9]*[\u3001-\u30ff\u4e00-\u9fff])?"
)
WRITTEN_ALIKE = ("ja", "ja-simple")


@register.filter
def in_languages(text: str, language: str) -> SafeString:
    """`language`: of the bubble. Lines are kept; what is Japanese in another language's line is marked."""
    return format_html_join(mark_safe("<br>"), "{}", ((_line(line, language),) for line in text.splitlines()))


def _line(line: str, language: str) -> SafeString:
    if language in WRITTEN_ALIKE or not language:
        return conditional_escape(line)
    if language == "zh-Hans":
        return _marked(line) if language_of(line) == "ja" and _HAS_KANA.search(line) else conditional_escape(line)
    parts, end = [], 0
    for found in _JAPANESE.finditer(line):
        parts += [conditional_escape(line[end : found.start()]), _marked(found[0])]
        end = found.end()
    return mark_safe("".join([*parts, conditional_escape(line[end:])]))


_HAS_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")


def _marked(text: str) -> SafeString:
    return format_html('<span lang="ja">{}</span>', text)
