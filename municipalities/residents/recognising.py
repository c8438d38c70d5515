"""Who is at the browser? A cookie of this town names a session in this town's schema."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from municipalities.tenancy.features import RESIDENTS
from municipalities.tenancy.models import Municipality

from .models import Resident
from .services.sessions import KEPT_FOR, Started, resident_of_token

LONGEST_TOKEN = 100


def token_of(request: HttpRequest) -> str:
    """'' for none. Asks no database: pages for everybody may ask it whether somebody seems to be logged in."""
    token = request.COOKIES.get(settings.RESIDENT_COOKIE_NAME, "")
    return token if len(token) <= LONGEST_TOKEN and offers_accounts(request.town) else ""


def offers_accounts(town: Municipality) -> bool:
    """The prefecture has no residents; a town may have switched its log-in off."""
    return not town.is_prefecture and town.has_feature(RESIDENTS)


def resident_of(request: HttpRequest) -> Resident | None:
    """Who is logged in; read once a request, and not at all without a cookie."""
    if not hasattr(request, "_resident"):
        token = token_of(request)
        request._resident = resident_of_token(token) if token else None
    return request._resident


def remember_session(response: HttpResponse, started: Started, *, is_kept: bool) -> None:
    """Until the browser is closed, or for as long as the session lives."""
    response.set_cookie(
        settings.RESIDENT_COOKIE_NAME,
        started.token,
        max_age=KEPT_FOR if is_kept else None,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget_session(response: HttpResponse) -> None:
    response.delete_cookie(settings.RESIDENT_COOKIE_NAME, samesite="Lax")
