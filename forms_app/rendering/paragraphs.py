"""A text of several paragraphs as HTML that says which language it is in, where it is not Japanese."""

from django.template.defaultfilters import linebreaks_filter
from django.utils.html import format_html
from django.utils.safestring import SafeString


def paragraphs(text: str) -> SafeString:
    language = getattr(text, "language", "")
    html = linebreaks_filter(text)
    return format_html('<div lang="{}">{}</div>', language, html) if language else html
