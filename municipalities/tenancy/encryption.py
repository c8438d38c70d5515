"""Personal data at rest: AES-256-GCM (NIST SP 800-38D) under a data key per municipality, wrapped by a master key.

A sealed value is bound to its place: schema, table, row and field are authenticated, so that a value copied to another
row or another town does not open. Layout: `0x01 | 12-byte nonce | ciphertext and tag`. A wrapped key: `<key id>:` in
front of the same layout. Master keys come from MASTER_KEYS, the current one first; older ones still unwrap.
"""

import base64
import binascii
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .context import current_town
from .models import Municipality

VERSION = b"\x01"
NONCE_BYTES = 12


class CannotOpen(Exception):
    """The value was not sealed here, for this row, or was changed."""


def seal(plaintext: bytes, *, place: str) -> bytes:
    """Seal for the current municipality. `place` names table, row and field: `application:<uuid>:answers`."""
    town = current_town()
    return _seal(_data_key(town), plaintext, aad=_aad(town.schema_name, place))


def open_sealed(sealed: bytes, *, place: str) -> bytes:
    """Raises CannotOpen where key, place or content is not what was sealed."""
    town = current_town()
    return _open(_data_key(town), bytes(sealed), aad=_aad(town.schema_name, place))


def derive_key(purpose: str) -> bytes:
    """A 32-byte key of the current municipality for one purpose (HKDF-SHA256, RFC 5869), e.g. receipt secrets."""
    return _derived(_data_key(current_town()), purpose)


def new_wrapped_key(schema: str) -> bytes:
    key_id, master = next(iter(master_keys().items()))
    return wrap_key(AESGCM.generate_key(bit_length=256), schema=schema, key_id=key_id, master=master)


def wrap_key(data_key: bytes, *, schema: str, key_id: str, master: bytes) -> bytes:
    return key_id.encode() + b":" + _seal(master, data_key, aad=_aad(schema, "data key"))


def unwrap_key(wrapped: bytes, *, schema: str) -> bytes:
    key_id, _, sealed = bytes(wrapped).partition(b":")
    master = master_keys().get(key_id.decode(errors="replace"))
    if master is None:
        raise CannotOpen(f"no master key {key_id!r} in MASTER_KEYS")
    return _open(master, sealed, aad=_aad(schema, "data key"))


def master_keys() -> dict[str, bytes]:
    """MASTER_KEYS as {key id: 32 bytes}, the current one first. Raises ImproperlyConfigured for a malformed one."""
    return _parse_master_keys(tuple(settings.MASTER_KEYS))


@lru_cache(maxsize=4)
def _parse_master_keys(entries: tuple[str, ...]) -> dict[str, bytes]:
    keys = {}
    for entry in entries:
        key_id, _, encoded = entry.strip().partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            key = b""
        if not key_id or len(key) != 32:
            raise ImproperlyConfigured("MASTER_KEYS: each key is <key id>:<base64 of 32 bytes>")
        keys[key_id] = key
    if not keys:
        raise ImproperlyConfigured("MASTER_KEYS is empty")
    return keys


def _data_key(town: Municipality) -> bytes:
    return _unwrapped(bytes(town.data_key_wrapped), town.schema_name)


@lru_cache(maxsize=256)
def _unwrapped(wrapped: bytes, schema: str) -> bytes:
    return unwrap_key(wrapped, schema=schema)


@lru_cache(maxsize=1024)
def _derived(data_key: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(data_key)


@lru_cache(maxsize=256)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


def _aad(schema: str, place: str) -> bytes:
    return f"{schema}|{place}".encode()


def _seal(key: bytes, plaintext: bytes, *, aad: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + _cipher(key).encrypt(nonce, plaintext, aad)


def _open(key: bytes, sealed: bytes, *, aad: bytes) -> bytes:
    if sealed[:1] != VERSION:
        raise CannotOpen("unknown version")
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return _cipher(key).decrypt(nonce, body, aad)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("wrong key, place or content") from error
