"""A code is on its way: a signed cookie of this town says which, and where the browser wants to go on. Neither stands in an address."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from municipalities.residents.models import LoginCode
from municipalities.tenancy import signing

COOKIE, KEPT_FOR = "login", timedelta(minutes=30)


@dataclass(frozen=True)
class UnderWay:
    code_id: UUID
    next: str

    def code(self) -> LoginCode | None:
        """None once it was used, or forgotten."""
        return LoginCode.objects.filter(public_id=self.code_id).first()


def under_way(request: HttpRequest, *, path: str) -> UnderWay | None:
    try:
        token = request.COOKIES.get(COOKIE, "")
        code_id, wanted = signing.unsign(token, purpose=f"{COOKIE} {path}", max_age=KEPT_FOR)
        return UnderWay(UUID(code_id), str(wanted))
    except (signing.BadToken, ValueError, TypeError, AttributeError):
        return None


def remember_under_way(response: HttpResponse, code_id: UUID, *, path: str, next: str = "") -> None:
    response.set_cookie(
        COOKIE,
        signing.sign([str(code_id), next], purpose=f"{COOKIE} {path}"),
        max_age=KEPT_FOR,
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget_under_way(response: HttpResponse, *, path: str) -> None:
    response.delete_cookie(COOKIE, path=path, samesite="Lax")
