"""Log in on a device, log out there or everywhere."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from municipalities.residents.digest import keyed_digest
from municipalities.residents.models import LoginCode, Resident, ResidentSession

KEPT_FOR = timedelta(days=30)
SHORT = timedelta(hours=4)
"""Long enough for a form with papers to look for; on a shared computer not till tomorrow."""


@dataclass(frozen=True)
class Started:
    """`token`: for the browser's cookie, and nowhere else."""

    session: ResidentSession
    token: str


def start_session(*, resident: Resident, is_kept: bool, former_token: str = "") -> Started:
    """With a token that no one has seen before; the one the browser came with ends."""
    if former_token:
        end_session(token=former_token)
    token, now = secrets.token_urlsafe(32), timezone.now()
    lifetime = KEPT_FOR if is_kept else SHORT
    session = ResidentSession.objects.create(
        resident=resident, digest=_digest(token), started_at=now, expires_at=now + lifetime
    )
    return Started(session, token)


def resident_of_token(token: str) -> Resident | None:
    found = ResidentSession.objects.living(at=timezone.now()).filter(digest=_digest(token))
    session = found.select_related("resident").first()
    return session.resident if session else None


def end_session(*, token: str) -> None:
    ResidentSession.objects.filter(digest=_digest(token)).delete()


def end_every_session(*, resident: Resident) -> int:
    """On all devices, this one too; codes that are under way for the resident no longer work. Returns how many sessions."""
    LoginCode.objects.filter(resident=resident).delete()
    return ResidentSession.objects.filter(resident=resident).delete()[0]


def forget_overdue(*, at: datetime) -> int:
    """Sessions and codes whose time is over; returns how many."""
    sessions, _each = ResidentSession.objects.overdue(at=at).delete()
    codes, _each = LoginCode.objects.overdue(at=at).delete()
    return sessions + codes


def _digest(token: str) -> str:
    return keyed_digest("resident session", token)
