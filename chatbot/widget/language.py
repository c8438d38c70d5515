"""In which language a browser sees the conversation: the one it has, the one chosen before it; what a browser prefers is offered."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation.trans_real import parse_accept_lang_header

from chatbot.dialogue.languages import NAMES, speaking, spoken_now
from chatbot.dialogue.message import Reply
from chatbot.dialogue.offering import with_offer
from chatbot.dialogue.skills import help as help_skill
from chatbot.models import Conversation
from forms_app.schema.texts import JAPANESE
from forms_app.web import language as language_of_forms

_PREFERRED = {
    "en": "en", "pt": "pt-BR", "vi": "vi", "fil": "fil", "tl": "fil", "ne": "ne",
    "zh": "zh-Hans", "zh-hans": "zh-Hans", "zh-cn": "zh-Hans", "zh-sg": "zh-Hans",
}  # fmt: skip


def chosen_in_browser(request: HttpRequest) -> str:
    """By the address or, on any form or conversation of the town before, by a button; '' for not at all."""
    asked = request.GET.get(language_of_forms.PARAMETER, "")
    kept = request.COOKIES.get(language_of_forms.COOKIE, "")
    return next((language for language in (asked, kept) if language in NAMES), "")


def in_chosen_language(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The page around a conversation is in its language. An address that names another changes no conversation."""

    @wraps(view)
    def spoken(request: HttpRequest, conversation: Conversation | None, **more: Any) -> HttpResponse:
        with speaking((conversation.language if conversation else "") or chosen_in_browser(request)):
            return view(request, conversation, **more)

    return spoken


def language_choice() -> list[dict[str, object]]:
    return [{"tag": tag, "name": name, "is_current": tag == spoken_now()} for tag, name in NAMES.items()]


def remember_chosen(response: HttpResponse, conversation: Conversation) -> None:
    """The pages of a form follow the conversation."""
    language = Conversation.objects.filter(pk=conversation.pk).values_list("language", flat=True).first()
    if language:
        language_of_forms.remember(response, language)


def welcome_of(request: HttpRequest, conversation: Conversation | None) -> tuple[Reply, ...]:
    """The first bubble, with an offer where the browser prefers another language and nobody chose."""
    welcome = (replace(help_skill.welcome(), language=spoken_now()),)
    chosen = (conversation.language if conversation else "") or chosen_in_browser(request)
    preferred = "" if chosen else _preferred(request)
    return with_offer(welcome, preferred) if preferred not in ("", JAPANESE) else welcome


def _preferred(request: HttpRequest) -> str:
    for tag, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if tag.startswith("ja"):
            return JAPANESE
        if known := _PREFERRED.get(tag) or _PREFERRED.get(tag.split("-")[0] if not tag.startswith("zh") else ""):
            return known
    return ""
