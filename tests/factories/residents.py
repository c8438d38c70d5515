"""Residents with an account, and browsers in which they are logged in."""

from itertools import count

from django.conf import settings
from django.test import Client

from municipalities.residents.models import Resident
from municipalities.residents.services.identities import resident_of_address
from municipalities.residents.services.profile import keep_profile
from municipalities.residents.services.sessions import start_session

from .forms import ADDRESS, NAME

PROFILE = {"name": NAME, "birthday": "1946-08-15", "phone": "058-272-1111", "address": ADDRESS}
_numbers = count(1)


def resident(*, address: str = "", profile: dict | None = None) -> Resident:
    made, _is_new = resident_of_address(address or f"resident{next(_numbers)}@example.jp")
    return keep_profile(resident=made, facts=PROFILE if profile is None else profile)


def log_in(client: Client, who: Resident, *, is_kept: bool = False) -> str:
    """The token of the session."""
    token = start_session(resident=who, is_kept=is_kept).token
    client.cookies[settings.RESIDENT_COOKIE_NAME] = token
    return token
