"""Search in sealed answers: keyed digests of the values staff look people up by (name, phone, e-mail), exact match only."""

import hashlib
import hmac
import re
import unicodedata

from forms_app.schema.definition import Definition
from municipalities.tenancy.encryption import derive_key

SEARCHED_TYPES = ("name", "phone", "email")
DIGEST_LENGTH = 24


def search_digest(text: str) -> str:
    """The digest of one search word, blind to width, case, spaces and dashes."""
    plain = re.sub(r"[\s\-‐－ー]", "", unicodedata.normalize("NFKC", text)).casefold()
    return hmac.new(derive_key("search digest"), plain.encode(), hashlib.sha256).hexdigest()[:DIGEST_LENGTH]


def search_digests(definition: Definition, values: dict[str, object]) -> list[str]:
    words: set[str] = set()
    for field in definition.answerable_fields:
        if field.type in SEARCHED_TYPES and field.key in values:
            words |= set(_words(values[field.key]))
    return sorted(search_digest(word) for word in words)


def _words(value: object) -> list[str]:
    if not isinstance(value, dict):
        return [str(value)]
    return [
        str(value.get("family", "")) + str(value.get("given", "")),
        str(value.get("family_kana", "")) + str(value.get("given_kana", "")),
    ]
