"""The form as a resident sees it, by the public templates, in a frame. Nothing is kept: what is typed travels in the page."""

from collections.abc import Iterator, Sequence
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from forms_app.models import Form
from forms_app.models.published import published_definition
from forms_app.rendering.field_views import FieldViewBuilder, errors_of
from forms_app.rendering.language_names import language_choice
from forms_app.rendering.posted import control_values, raw_value
from forms_app.rendering.summary import sections
from forms_app.schema.answers import validate, visible_pages
from forms_app.schema.definition import Definition
from forms_app.schema.errors import FieldError
from forms_app.schema.field import Field, Page
from forms_app.schema.mirror import browser_rules
from forms_app.schema.texts import JAPANESE, LANGUAGES
from forms_app.schema.translation import in_language
from municipalities.accounts.admin_site import staff_site

from .access import editor_url, url, visible_form, working_copy
from .publishing import LARGEST_NUMBER
from .trial import trial_end

WIDTHS = ("phone", "pc")
# The frame obeys what residents' pages obey: no script or style in the page itself.
residents_policy = csp_replace({"script-src": [SELF], "style-src": [SELF]})


def show(request: HttpRequest, pk: int) -> HttpResponse:
    form = visible_form(request, pk)
    working_copy(form)
    width = request.GET.get("width")
    language = request.GET.get("language") if request.GET.get("language") in LANGUAGES else ""
    context = {
        **staff_site.each_context(request),
        "title": _("プレビュー"),
        "subtitle": form.title,
        "width": width if width in WIDTHS else WIDTHS[0],
        "frame_url": url("preview_frame", form) + _in_language(language),
        "language": language,
        "back": editor_url(form),
    }
    return TemplateResponse(request, "admin/forms_app/form/preview.html", context)


def _in_language(language: str) -> str:
    return f"?language={language}" if language else ""


@xframe_options_sameorigin
@residents_policy
def frame(request: HttpRequest, pk: int) -> HttpResponse:
    form = visible_form(request, pk)
    return _Preview(request, form, form.title, working_copy(form)).answer()


@xframe_options_sameorigin
@residents_policy
def version_frame(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    form = visible_form(request, pk)
    version = get_object_or_404(form.versions, number=min(number, LARGEST_NUMBER))
    return _Preview(request, form, version.title, published_definition(version.pk)).answer()


class _Preview:
    """One request: what was typed so far, judged as a resident's answers are, and the page that follows."""

    def __init__(self, request: HttpRequest, form: Form, title: str, definition: Definition):
        self.request, self.form, self.title, self.definition = request, form, title, definition
        self.raw = {field.key: _typed(field, request.POST) for field in definition.answerable_fields}
        self.answers = validate(definition, self.raw, today=timezone.localdate())
        self.action, _colon, target = request.POST.get("action", "").partition(":")
        chosen = target if self.action == "language" else request.POST.get("preview_language")
        self.language = chosen or request.GET.get("language", JAPANESE)
        self.shown = in_language(definition, self.language)

    def answer(self) -> HttpResponse:
        pages = visible_pages(self.definition, self.answers.values) or self.definition.pages[:1]
        keys = [page.key for page in pages]
        here = self.request.POST.get("preview_page") or self.request.GET.get("page")
        number = keys.index(here) if here in keys else 0
        if self.action == "next":
            if mistakes := self._mistakes(pages[number]):
                return self._page(pages, number, mistakes)
            number += 1
        elif self.action == "back":
            number = len(keys) - 1 if here == "check" else max(number - 1, 0)
        elif self.action == "send":
            return self._send(pages)
        return self._page(pages, number, []) if number < len(pages) else self._check(pages)

    def _send(self, pages: tuple[Page, ...]) -> HttpResponse:
        """As far as the receipt, which is none: the first page with a mistake, or what would follow."""
        for number, page in enumerate(pages):
            if mistakes := self._mistakes(page):
                return self._page(pages, number, mistakes)
        return self._render(
            "preview_end", pages, len(pages), trial_end(self.form, self.definition, self.answers.values)
        )

    def _mistakes(self, page: Page) -> list[FieldError]:
        """No file is sent to a preview: a missing one is no mistake here."""
        mistakes = errors_of(self.answers, page)
        return [error for error in mistakes if self.definition.field(error.field).type != "attachment"]

    def _page(self, pages: tuple[Page, ...], number: int, mistakes: list[FieldError]) -> HttpResponse:
        page = self.shown.page(pages[number].key)
        builder = FieldViewBuilder(self.raw, self.answers, errors=mistakes)
        own = {field.key for field in page.fields}
        earlier = {key: value for key, value in self.answers.values.items() if key not in own}
        context = {
            "page": page,
            "groups": [builder.group(group) for group in page.groups],
            "errors": builder.summary(page),
            "rules": browser_rules(self.definition, page.key, earlier),
            "carried": list(self._carried(own)),
            "is_first": number == 0,
        }
        return self._render("preview_page", pages, number, context, status=422 if mistakes else 200)

    def _check(self, pages: tuple[Page, ...]) -> HttpResponse:
        answered = sections(self.shown, self.answers.values, {}, change=None)
        return self._render(
            "preview_check", pages, len(pages), {"sections": answered, "carried": list(self._carried(set()))}
        )

    def _render(
        self, template: str, pages: tuple[Page, ...], number: int, context: dict[str, Any], status: int = 200
    ) -> HttpResponse:
        context = {
            "form_title": self.title if self.shown is self.definition else self.shown.title,
            "page_url": self.request.path,
            "languages": language_choice(self.definition, self.language),
            "steps": _steps([self.shown.page(page.key) for page in pages], number),
            **context,
        }
        return TemplateResponse(self.request, f"admin/forms_app/form/{template}.html", context, status=status)

    def _carried(self, own: set[str]) -> Iterator[tuple[str, str]]:
        """(name, value) of hidden inputs: the answers of the other pages, as their own inputs post them."""
        for field in self.definition.answerable_fields:
            if field.key not in own:
                yield from control_values(field.key, self.raw[field.key])


def _steps(pages: Sequence[Page], number: int) -> list[dict[str, Any]]:
    def state(position: int) -> str:
        return "done" if position < number else "current" if position == number else "todo"

    listed = [{"number": n + 1, "title": page.title, "state": state(n), "url": ""} for n, page in enumerate(pages)]
    check = {"number": len(pages) + 1, "title": "", "state": state(len(pages)), "url": "", "is_check": True}
    return [*listed, check]


def _typed(question: Field, post: QueryDict) -> object:
    """Files are none: a preview keeps nothing."""
    return [] if question.type == "attachment" else raw_value(question, post)
