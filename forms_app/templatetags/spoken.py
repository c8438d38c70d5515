"""Which language a text is in, where it is not that of the page (WCAG 3.1.2). Texts of schema.translation know it themselves."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def lang(text: object) -> SafeString | str:
    """The attribute for the element that holds nothing but this text."""
    language = getattr(text, "language", "")
    return format_html(' lang="{}"', language) if language else ""


@register.filter
def marked(text: object) -> SafeString | str:
    """The text, in an element of its own where it needs the attribute."""
    language = getattr(text, "language", "")
    return format_html('<span lang="{}">{}</span>', language, text) if language else conditional_escape(text)
