"""Templates as cards by category; one of them becomes a form of the town."""

from functools import lru_cache
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from forms_app.models import Form
from forms_app.models.form import Category
from forms_app.schema.definition import load
from forms_app.services import edit
from forms_app.services.errors import NotPermitted
from forms_app.services.gallery import make_from_template
from forms_app.services.shipped import read_shipped, shipped_slugs
from municipalities.accounts import rules
from municipalities.accounts.admin_site import staff_site
from municipalities.accounts.verb_page import sent
from municipalities.support.japanese_text import fold_width

from . import editor
from .access import editor_url
from .borrowing import CopyForm
from .facts import SLUG_TAKEN


def show(request: HttpRequest) -> HttpResponse:
    """?q= is sought in name, explanation, keywords and questions."""
    if not rules.can_design_forms(request.user):
        raise PermissionDenied
    sought = request.GET.get("q", "")[:100]
    words = fold_width(sought).lower().split()
    found = [card for card in _cards() if all(word in card["text"] for word in words)]
    context = {
        **staff_site.each_context(request),
        "title": _("ひな形から作る"),
        "subtitle": Form._meta.verbose_name,
        "sought": sought,
        "categories": _by_category(found),
        "back": reverse("admin:forms_app_form_add"),
    }
    return TemplateResponse(request, "admin/forms_app/form/gallery.html", context)


def _by_category(cards: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    named = [(category.label, [c for c in cards if c["category"] == category]) for category in Category]
    return [(label, listed) for label, listed in named if listed]


@lru_cache(maxsize=1)
def _cards() -> list[dict[str, Any]]:
    """The files do not change while the portal runs."""
    return [_card(slug) for slug in shipped_slugs()]


def _card(slug: str) -> dict[str, Any]:
    shipped = read_shipped(slug)
    definition = load(shipped["definition"])
    sought = [shipped["title"], shipped["summary"], shipped["keywords"], *(field.label for field in definition.fields)]
    return {
        "slug": slug,
        **{name: shipped[name] for name in ("title", "summary", "category", "legal_basis")},
        "number": len(definition.answerable_fields),
        "pages": [(page.title, [field.label for field in page.fields]) for page in definition.pages],
        "text": fold_width(" ".join(sought)).lower(),
    }


def make(request: HttpRequest, template: str) -> HttpResponse:
    if not rules.can_design_forms(request.user):
        raise PermissionDenied
    if template not in shipped_slugs():
        raise Http404
    shipped = read_shipped(template)
    item = CopyForm(sent(request), initial={"title": shipped["title"]}, staff=request.user)
    if item.is_valid() and (made := _make(request, template, item)):
        messages.success(request, _("ひな形から下書きを作りました。続けて、設問を整えてください。"))
        return HttpResponseRedirect(editor_url(made))
    context = {
        **staff_site.each_context(request),
        "title": _("このひな形で作る"),
        "subtitle": shipped["title"],
        "item": item,
        "inputs": list(item),
        "explanation": _("下書きを作ります。公開するまで、住民の画面には出ません。"),
        "submit_label": _("下書きを作る"),
        "back": reverse("admin:forms_app_form_gallery"),
    }
    status = 422 if item.is_bound else 200
    return TemplateResponse(request, "admin/forms_app/form/item.html", context, status=status)


def _make(request: HttpRequest, template: str, item: CopyForm) -> Form | None:
    try:
        return make_from_template(template=template, staff=request.user, **item.cleaned_data)
    except NotPermitted as error:
        raise PermissionDenied from error
    except edit.SlugTaken:
        item.add_error("slug", ValidationError(SLUG_TAKEN))
    except edit.NotWhole as refused:
        item.add_error("title", editor.sentences_of(refused))
    return None
