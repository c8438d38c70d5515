"""Whose draft, whose case? Signed cookies of this town, limited to their paths; the ids in them are not guessable either."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from forms_app.models import Application, Draft, Form
from municipalities.residents.recognising import resident_of
from municipalities.tenancy import signing
from municipalities.tenancy.addresses import path_of

DRAFT_COOKIE, DRAFT_KEPT_FOR = "draft", timedelta(days=7)
CASE_COOKIE, CASE_KEPT_FOR = "case", timedelta(hours=1)
DRAFTS_REMEMBERED = 3
# Of every form, under one path: "leave" reaches it from any address, while drafts of each form stay where they are.
FILED_COOKIE, FILED_REMEMBERED = "filed", 10


def draft_ids(request: HttpRequest) -> list[UUID]:
    """The drafts this browser holds for the form of the address, the latest first."""
    return _ids(request, DRAFT_COOKIE)


def known_ids(request: HttpRequest) -> list[UUID]:
    """Those, and the drafts that became applications."""
    return [*draft_ids(request), *_ids(request, FILED_COOKIE)]


def current_draft(request: HttpRequest, slug: str) -> Draft | None:
    ids = draft_ids(request)
    if not ids:
        return None
    found = {draft.public_id: draft for draft in Draft.objects.of_form(slug).filter(public_id__in=ids)}
    draft = next((found[draft_id] for draft_id in ids if draft_id in found), None)
    if draft is None or not may_use(request, draft.entered_by_id) or is_anothers(request, draft):
        return None
    return draft


def is_anothers(request: HttpRequest, draft: Draft) -> bool:
    """Left behind by a resident on a device on which another one is logged in now. A log-in that ran out loses nothing."""
    resident = resident_of(request) if draft.resident_id is not None else None
    return resident is not None and resident.pk != draft.resident_id


def may_use(request: HttpRequest, staff_id: int | None) -> bool:
    """What a clerk types for a resident is the clerk's alone, though the cookie outlives the log-out."""
    return staff_id is None or request.user.pk == staff_id


def remember_draft(request: HttpRequest, response: HttpResponse, *, form: Form, draft: Draft) -> None:
    """For seven days from now. A correction goes before a draft begun earlier, which stays."""
    ids = [draft.public_id, *(i for i in draft_ids(request) if i != draft.public_id)]
    _set_ids(response, DRAFT_COOKIE, ids[:DRAFTS_REMEMBERED], path=path_of("procedure", form.slug))


def is_lately_remembered(request: HttpRequest) -> bool:
    try:
        signing.unsign(request.COOKIES.get(DRAFT_COOKIE, ""), purpose=DRAFT_COOKIE, max_age=timedelta(hours=1))
    except signing.BadToken:
        return False
    return True


def remember_filed(request: HttpRequest, response: HttpResponse, *, slug: str, draft_id: UUID) -> None:
    """The draft was sent: this browser may see the receipt again, until it leaves."""
    drafts = [i for i in draft_ids(request) if i != draft_id]
    _set_ids(response, DRAFT_COOKIE, drafts, path=path_of("procedure", slug))
    filed = [draft_id, *(i for i in _ids(request, FILED_COOKIE) if i != draft_id)]
    _set_ids(response, FILED_COOKIE, filed[:FILED_REMEMBERED], path=path_of("procedures"))


def forget_filed(response: HttpResponse) -> None:
    response.delete_cookie(FILED_COOKIE, path=path_of("procedures"), samesite="Lax")


def forget_drafts(response: HttpResponse, slugs: Iterable[str]) -> None:
    """Those of these forms: whoever uses the device next finds nothing begun."""
    for slug in slugs:
        response.delete_cookie(DRAFT_COOKIE, path=path_of("procedure", slug), samesite="Lax")


def granted_case(request: HttpRequest) -> UUID | None:
    """The application this browser has shown number and password of within the hour."""
    try:
        return UUID(signing.unsign(request.COOKIES.get(CASE_COOKIE, ""), purpose="case", max_age=CASE_KEPT_FOR))
    except (signing.BadToken, ValueError, TypeError, AttributeError):
        return None


def grant_case(response: HttpResponse, application: Application) -> None:
    token = signing.sign(str(application.public_id), purpose="case")
    _set(response, CASE_COOKIE, token, kept_for=CASE_KEPT_FOR, path=path_of("application_lookup"))


def forget_case(response: HttpResponse) -> None:
    response.delete_cookie(CASE_COOKIE, path=path_of("application_lookup"), samesite="Lax")


def _ids(request: HttpRequest, cookie: str) -> list[UUID]:
    """Read once for each request: a signature costs as much as a question of a form."""
    read = vars(request).setdefault("ids_of_cookies", {})
    if cookie not in read:
        read[cookie] = _read_ids(request, cookie)
    return read[cookie]


def _read_ids(request: HttpRequest, cookie: str) -> list[UUID]:
    token = request.COOKIES.get(cookie)
    if not token:
        return []
    try:
        return [UUID(text) for text in signing.unsign(token, purpose=cookie, max_age=DRAFT_KEPT_FOR)]
    except (signing.BadToken, ValueError, TypeError, AttributeError):
        return []


def _set_ids(response: HttpResponse, cookie: str, ids: list[UUID], *, path: str) -> None:
    if not ids:
        response.delete_cookie(cookie, path=path, samesite="Lax")
        return
    token = signing.sign([str(i) for i in ids], purpose=cookie)
    _set(response, cookie, token, kept_for=DRAFT_KEPT_FOR, path=path)


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
