"""Search in sealed answers: keyed digests of the values staff look people up by (name, phone, e-mail), exact match only."""

import hmac
import re
import unicodedata

from forms_app.schema.definition import Definition
from municipalities.tenancy.encryption import derive_key

SEARCHED_TYPES = ("name", "phone", "email")
DIGEST_LENGTH = 24
_BLIND_TO = re.compile(r"[\s\-‐－ー]")


def search_digest(text: str) -> str:
    """The digest of one search word, blind to width, case, spaces and dashes."""
    return _digest(derive_key("search digest"), text)


def _digest(key: bytes, text: str) -> str:
    plain = _BLIND_TO.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return hmac.digest(key, plain.encode(), "sha256").hex()[:DIGEST_LENGTH]


def search_digests(definition: Definition, values: dict[str, object]) -> list[str]:
    words: set[str] = set()
    for field in definition.answerable_fields:
        if field.type in SEARCHED_TYPES and field.key in values:
            words |= set(_words(values[field.key]))
    key = derive_key("search digest")
    return sorted(_digest(key, word) for word in words)


def _words(value: object) -> list[str]:
    if not isinstance(value, dict):
        return [str(value)]
    return [
        str(value.get("family", "")) + str(value.get("given", "")),
        str(value.get("family_kana", "")) + str(value.get("given_kana", "")),
    ]
