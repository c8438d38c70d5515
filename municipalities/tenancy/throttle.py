"""How often may one client try? Counted in `public` for all hosts together: otherwise an attacker had 43 budgets.

In PostgreSQL, not Redis, so that a guess costs the same when the broker is away. Call outside a transaction: a rollback
would forget the attempt.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest


@dataclass(frozen=True)
class Limit:
    purpose: str
    attempts: int
    window: timedelta


_COUNT = """
    INSERT INTO public.tenancy_throttlecounter AS counter (key, window_starts_at, attempts) VALUES (%(key)s, now(), 1)
    ON CONFLICT (key) DO UPDATE SET
        attempts = CASE WHEN counter.window_starts_at < now() - %(window)s THEN 1 ELSE counter.attempts + 1 END,
        window_starts_at = CASE WHEN counter.window_starts_at < now() - %(window)s THEN now() ELSE counter.window_starts_at END
    RETURNING attempts
"""


def is_allowed(limit: Limit, who: str) -> bool:
    """Count this attempt; False once `limit.attempts` were made within the window that began with the first."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"key": _key(limit.purpose, who), "window": limit.window})
        return cursor.fetchone()[0] <= limit.attempts


def forgive(limit: Limit, who: str) -> None:
    """After a success: the next visit starts with a full budget."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM public.tenancy_throttlecounter WHERE key = %s", [_key(limit.purpose, who)])


def forget_old(*, older_than: timedelta) -> int:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM public.tenancy_throttlecounter WHERE window_starts_at < now() - %s", [older_than])
        return cursor.rowcount


def client_address(request: HttpRequest) -> str:
    """The address of the client as the nearest trusted proxy saw it (settings.TRUSTED_PROXIES hops, 0: the socket's)."""
    hops = settings.TRUSTED_PROXIES
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    return forwarded[-hops] if 0 < hops <= len(forwarded) else request.META.get("REMOTE_ADDR", "")


def _key(purpose: str, who: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{purpose}|{who}".encode(), hashlib.sha256).hexdigest()
