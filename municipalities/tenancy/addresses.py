"""Absolute addresses for mails: scheme and port from the settings, never from a request's Host header."""

from django.conf import settings

from . import directory
from .models import Municipality

DEFAULT_PORTS = {"http": 80, "https": 443}


def absolute_url(town: Municipality, path: str) -> str:
    host = directory.host_of(town.schema_name)
    port = "" if DEFAULT_PORTS[settings.PORTAL_SCHEME] == settings.PORTAL_PORT else f":{settings.PORTAL_PORT}"
    return f"{settings.PORTAL_SCHEME}://{host}{port}{path}"
