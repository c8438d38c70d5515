"""Keyed digests of the current town: what is looked up by them cannot be read from them, and is unknown at another town."""

import hashlib
import hmac

from municipalities.tenancy.encryption import derive_key


def keyed_digest(purpose: str, text: str) -> str:
    """64 hexadecimal digits (HMAC-SHA256)."""
    return hmac.new(derive_key(purpose), text.encode(), hashlib.sha256).hexdigest()
