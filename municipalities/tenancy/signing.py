"""Signed tokens of one town: the schema is part of the salt, so a token of another town does not verify."""

from datetime import timedelta
from typing import Any

from django.core import signing

from .context import current_schema

BadToken = signing.BadSignature


def sign(value: Any, *, purpose: str) -> str:
    """A URL-safe token of a JSON value. It is signed, not secret."""
    return signing.dumps(value, salt=_salt(purpose), compress=False)


def unsign(token: str, *, purpose: str, max_age: timedelta) -> Any:
    """Raises BadToken for a token that is forged, too old, or of another purpose or town."""
    return signing.loads(token, salt=_salt(purpose), max_age=max_age)


def _salt(purpose: str) -> str:
    return f"{current_schema()}:{purpose}"
