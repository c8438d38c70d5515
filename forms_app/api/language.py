"""In which language a program reads a form: `?language=`, else `Accept-Language` (RFC 4647, lookup), as far as the form has it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import trans_real
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from forms_app.schema.definition import Definition
from forms_app.schema.texts import JAPANESE, LANGUAGES
from forms_app.schema.translation import in_language, languages_of

ALSO = {"pt": "pt-BR", "zh": "zh-Hans", "zh-cn": "zh-Hans", "zh-sg": "zh-Hans", "tl": "fil"}
"""What browsers say for a language that is offered under another tag."""
LANGUAGE = OpenApiParameter(
    "language",
    str,
    description="設問を読む言語。手続が対応していない言語と、訳のない文は日本語になる。なければ Accept-Language ヘッダーに従う",
    enum=[JAPANESE, *LANGUAGES],
)


def as_asked(request: Request, definition: Definition) -> Definition:
    """For reading only: answers are judged by the Japanese one."""
    return in_language(definition, language_asked(request, definition))


def language_asked(request: Request, definition: Definition) -> str:
    offered = (JAPANESE, *languages_of(definition))
    asked = request.query_params.get("language")
    ranges = [asked] if asked else _accepted(request.headers.get("Accept-Language", ""))
    return best_language(ranges, offered)


def best_language(ranges: Iterable[str], offered: Iterable[str]) -> str:
    by_tag = {tag.lower(): tag for tag in offered}
    for wanted in (each for one in ranges for each in _shorter(one.lower())):
        tag = by_tag.get(wanted) or by_tag.get(ALSO.get(wanted, "").lower())
        if tag:
            return tag
    return JAPANESE


def told_in(language: str) -> dict[str, Any]:
    """Headers of an answer in this language."""
    return {"Content-Language": language, "Vary": "Accept-Language"}


def _accepted(header: str) -> list[str]:
    return [tag for tag, quality in trans_real.parse_accept_lang_header(header) if quality > 0 and tag != "*"]


def _shorter(tag: str) -> Iterator[str]:
    """`zh-hans-cn`, `zh-hans`, `zh`."""
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]
