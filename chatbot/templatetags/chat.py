"""Says of each line of a bubble which language it is in (WCAG 3.1.2): answers and forms that nobody translated are Japanese."""

from django import template
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

from chatbot.dialogue.understanding.languages import language_of
from forms_app.templatetags.spoken import HAS_KANA, WRITTEN_ALIKE, in_japanese, japanese_marked

register = template.Library()


@register.filter
def in_languages(text: str, language: str) -> SafeString:
    """`language`: of the bubble. Lines are kept; what is Japanese in another language's line is marked."""
    return format_html_join(mark_safe("<br>"), "{}", ((_line(line, language),) for line in text.splitlines()))


def _line(line: str, language: str) -> SafeString:
    if language in WRITTEN_ALIKE or not language:
        return conditional_escape(line)
    if language == "zh-Hans":
        return in_japanese(line) if language_of(line) == "ja" and HAS_KANA.search(line) else conditional_escape(line)
    return japanese_marked(line)
