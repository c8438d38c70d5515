"""Paths of named pages, and absolute addresses for mails: scheme and port from the settings, never from a request's Host header."""

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

from . import directory
from .models import Municipality

DEFAULT_PORTS = {"http": 80, "https": 443}


def path_of(name: str, *args: str) -> str:
    """As reverse(), from memory: for pages whose addresses are asked for again and again."""
    return _path_of(get_urlconf(), get_script_prefix(), name, args)


@lru_cache(maxsize=2048)
def _path_of(urlconf: str | None, _prefix: str, name: str, args: tuple[str, ...]) -> str:
    return reverse(name, urlconf=urlconf, args=args)


def absolute_url(town: Municipality, path: str) -> str:
    host = directory.host_of(town.schema_name)
    port = "" if DEFAULT_PORTS[settings.PORTAL_SCHEME] == settings.PORTAL_PORT else f":{settings.PORTAL_PORT}"
    return f"{settings.PORTAL_SCHEME}://{host}{port}{path}"
