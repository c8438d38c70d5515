"""Tokens for programs: issued by the administrator, shown once, known afterwards by their digest only."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from municipalities.audit import services as audit

from .models import ApiToken, Section, StaffUser

PREFIX = "yakusho_"  # told apart by scanners for secrets
USE_IS_NOTED_EVERY = timedelta(minutes=5)


@transaction.atomic
def issue_token(
    *,
    actor: StaffUser,
    staff: StaffUser,
    name: str,
    scopes: Sequence[str],
    expires_at: datetime,
    section: Section | None = None,
) -> tuple[ApiToken, str]:
    """The row, and the token itself: it is stored nowhere."""
    text = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        name=name,
        digest=digest_of(text),
        staff=staff,
        scopes=sorted(scopes),
        section=section,
        expires_at=expires_at,
        created_by=actor,
    )
    detail = {"staff": str(staff), "scopes": token.scopes, "section": str(section or "")}
    audit.record(actor=actor, action="apitoken.issue", target=token, detail=detail)
    return token, text


@transaction.atomic
def revoke_token(*, actor: StaffUser, token: ApiToken) -> None:
    """At once and for good."""
    revoked = ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())
    if revoked:
        audit.record(actor=actor, action="apitoken.revoke", target=token)


def find_token(text: str) -> ApiToken | None:
    """None for one that is unknown, revoked or past its day, or whose person is no longer active."""
    now = timezone.now()
    usable = ApiToken.objects.usable(at=now).select_related("staff")
    token = usable.filter(digest=digest_of(text)).first()
    if token is not None:
        _note_use(token, now)
    return token


def _note_use(token: ApiToken, now: datetime) -> None:
    """To a few minutes: not every call shall write."""
    if token.last_used_at is None or token.last_used_at < now - USE_IS_NOTED_EVERY:
        stale = Q(last_used_at=None) | Q(last_used_at__lt=now - USE_IS_NOTED_EVERY)
        ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()
