"""In which language a resident reads a form: the one chosen last, on any form of the town, where this form has it."""

from contextlib import AbstractContextManager
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from forms_app.models import FormVersion
from forms_app.models.published import published_definition
from forms_app.rendering.language_names import language_choice
from forms_app.rendering.spoken_language import speaking
from forms_app.schema.definition import Definition
from forms_app.schema.texts import JAPANESE, LANGUAGES
from forms_app.schema.translation import in_language, languages_of

COOKIE, KEPT_FOR = "form_language", timedelta(days=365)
PARAMETER = "language"
"""In the address: a town's page for foreign residents can lead to a form in their language."""


def as_read(request: HttpRequest, definition: Definition) -> Definition:
    """For showing only: answers are judged by the Japanese one."""
    return in_language(definition, language_of(request, definition))


def title_as_read(request: HttpRequest, version: FormVersion) -> str:
    definition = published_definition(version.pk)
    shown = as_read(request, definition)
    return version.title if shown is definition else shown.title


def language_of(request: HttpRequest, definition: Definition) -> str:
    wanted = request.GET.get(PARAMETER) or request.COOKIES.get(COOKIE, JAPANESE)
    return wanted if wanted in languages_of(definition) else JAPANESE


def reading(request: HttpRequest, definition: Definition) -> AbstractContextManager:
    """What is said around the form (buttons, hints, what is wrong) is said in the language in which it is read."""
    return speaking(language_of(request, definition))


def languages(request: HttpRequest, definition: Definition) -> list[dict[str, object]]:
    return language_choice(definition, language_of(request, definition))


def remember_asked(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The language that the address names, if it names one."""
    remember(response, request.GET.get(PARAMETER, ""))
    return response


def remember(response: HttpResponse, language: str) -> None:
    if language in LANGUAGES or language == JAPANESE:
        response.set_cookie(
            COOKIE,
            language,
            max_age=KEPT_FOR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
