"""`Authorization: Bearer yakusho_…`. No session, no cookie: a browser's log-in opens nothing here."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from municipalities.accounts.api_tokens import find_token
from municipalities.accounts.models import ApiToken, Scope, StaffUser

from .errors import SENTENCES, Refused

LONGEST = 200


class TokenAuthentication(BaseAuthentication):
    """request.user is the person, request.auth the token that narrows what the person may."""

    def authenticate(self, request: Request) -> tuple[StaffUser, ApiToken]:
        kind, _space, text = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer" or not text.strip():
            raise _unknown(*map(str, SENTENCES[401]))
        token = find_token(text.strip()[:LONGEST])
        if token is None:
            raise _unknown("token_invalid", _("このトークンは使えません。取り消されたか、期限が過ぎています。"))
        return token.staff, token


class HasScope(BasePermission):
    """Reading needs the one scope, changing the other; what the person may beyond that, accounts.rules says."""

    def has_permission(self, request: Request, view: Any) -> bool:
        needed = Scope.READ if request.method in ("GET", "HEAD", "OPTIONS") else Scope.WRITE
        return needed in request.auth.scopes


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        description = "職員ページの「連携トークン」で全体管理者が発行したトークン"
        return {"type": "http", "scheme": "bearer", "description": description}


def _unknown(code: str, message: str) -> Refused:
    refused = Refused(401, code, message)
    refused.auth_header = "Bearer"
    return refused
