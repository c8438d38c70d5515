"""Values of production, each with what makes it safe: a wrong one stops the start with a sentence that names it."""

import base64
import binascii
from collections.abc import Callable

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
FEWEST_DIFFERENT = 10  # characters of a random secret; 60 times the same letter is none


def required(name: str, *, reason: str, is_safe: Callable[[str], bool] = bool) -> str:
    value = env(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} is missing: {reason} (docs/operations.md)")
    if not is_safe(value):
        raise ImproperlyConfigured(f"{name} is unsafe: it must be {reason} (docs/operations.md)")
    return value


def is_random_secret(value: str) -> bool:
    return len(value) >= 50 and len(set(value)) >= FEWEST_DIFFERENT and not value.startswith("django-insecure")


def is_list_of_keys(value: str) -> bool:
    """`<key id>:<base64 of 32 bytes>`, comma separated."""
    return all(_is_key(entry) for entry in value.split(","))


def _is_key(entry: str) -> bool:
    key_id, _, encoded = entry.strip().partition(":")
    try:
        return bool(key_id) and len(base64.b64decode(encoded, validate=True)) == 32
    except binascii.Error:
        return False


def names_hosts(value: str) -> bool:
    return "*" not in [host.strip() for host in value.split(",")]


def begins_with(*schemes: str) -> Callable[[str], bool]:
    return lambda value: value.startswith(tuple(f"{scheme}://" for scheme in schemes))
