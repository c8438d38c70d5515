"""Pages of the staff sides that are no form of a model: the facts of a thing, one verb upon it, a new password."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, QueryDict
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Verb:
    """A button on a page of facts. `icon` is a Material Symbols name."""

    title: str
    url: str
    icon: str
    is_dangerous: bool = False


def verb_page(
    request: HttpRequest, *, site: AdminSite, title: str, explanation: str, submit_label: str, back: str, **extra: Any
) -> TemplateResponse:
    """Says what will happen, asks for what is needed, has one button. `back` is the address of 「やめる」.

    Extra: `form` (a Django form), `is_dangerous` (a red button), `subtitle` (whom or what it is about).
    """
    form: forms.Form | None = extra.get("form")
    texts = {"title": title, "explanation": explanation, "submit_label": submit_label, "back": back}
    context = {**site.each_context(request), **texts, "media": form.media if form else "", **extra}
    return TemplateResponse(request, "admin/verb_page.html", context)


def detail_page(
    request: HttpRequest, *, site: AdminSite, title: str, facts: list[tuple[str, Any]], verbs: list[Verb], back: str
) -> TemplateResponse:
    """What is known, as (name, value), and what can be done about it."""
    context = {"title": title, "facts": facts, "verbs": verbs, "back": back}
    return TemplateResponse(request, "admin/detail_page.html", {**site.each_context(request), **context})


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: everything posted, be it nothing; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def moment(at: datetime | None) -> str:
    """`2026年11月23日18:11`, in the portal's time zone; empty for None."""
    return date_format(timezone.localtime(at), "DATETIME_FORMAT") if at else ""


def one_time_password_page(
    request: HttpRequest, *, site: AdminSite, user: AbstractBaseUser, password: str, back: str
) -> TemplateResponse:
    """In the answer itself, not after a redirect: the password is in no session and no cookie."""
    context = {"title": _("初期パスワード"), "account": user, "password": password, "back": back}
    response = TemplateResponse(request, "admin/one_time_password.html", {**site.each_context(request), **context})
    response["Cache-Control"] = "no-store"
    return response
