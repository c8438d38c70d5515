"""Whose draft, whose case? Signed cookies of this town, limited to their paths; the ids in them are not guessable either."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from forms_app.models import Application, Draft, Form
from municipalities.tenancy import signing

DRAFT_COOKIE, DRAFT_KEPT_FOR = "draft", timedelta(days=7)
CASE_COOKIE, CASE_KEPT_FOR = "case", timedelta(hours=1)
DRAFTS_REMEMBERED = 3


def draft_ids(request: HttpRequest) -> list[UUID]:
    """The drafts this browser holds for the form of the address, the latest first."""
    try:
        return [
            UUID(text)
            for text in signing.unsign(request.COOKIES.get(DRAFT_COOKIE, ""), purpose="draft", max_age=DRAFT_KEPT_FOR)
        ]
    except (signing.BadToken, ValueError, TypeError):
        return []


def current_draft(request: HttpRequest, slug: str) -> Draft | None:
    ids = draft_ids(request)
    if not ids:
        return None
    drafts = Draft.objects.filter(public_id__in=ids, form_version__form__slug=slug)
    found = {
        d.public_id: d
        for d in drafts.select_related("form_version__form", "corrects").defer("form_version__definition")
    }
    return next((found[draft_id] for draft_id in ids if draft_id in found), None)


def remember_draft(request: HttpRequest, response: HttpResponse, *, form: Form, draft: Draft) -> None:
    """A correction goes before a draft begun earlier, which stays."""
    ids = [draft.public_id, *(i for i in draft_ids(request) if i != draft.public_id)][:DRAFTS_REMEMBERED]
    _set(
        response,
        DRAFT_COOKIE,
        signing.sign([str(i) for i in ids], purpose="draft"),
        kept_for=DRAFT_KEPT_FOR,
        path=reverse("procedure", args=[form.slug]),
    )


def granted_case(request: HttpRequest) -> UUID | None:
    """The application this browser has shown number and password of within the hour."""
    try:
        return UUID(signing.unsign(request.COOKIES.get(CASE_COOKIE, ""), purpose="case", max_age=CASE_KEPT_FOR))
    except (signing.BadToken, ValueError, TypeError, AttributeError):
        return None


def grant_case(response: HttpResponse, application: Application) -> None:
    token = signing.sign(str(application.public_id), purpose="case")
    _set(response, CASE_COOKIE, token, kept_for=CASE_KEPT_FOR, path=reverse("application_lookup"))


def forget_case(response: HttpResponse) -> None:
    response.delete_cookie(CASE_COOKIE, path=reverse("application_lookup"), samesite="Lax")


def _set(response: HttpResponse, name: str, value: str, *, kept_for: timedelta, path: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=kept_for,
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
