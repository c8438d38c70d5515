import base64
import os

import pytest
from django.core.exceptions import ImproperlyConfigured

from municipalities.tenancy import encryption
from municipalities.tenancy.context import NoTown, tenant_context
from municipalities.tenancy.encryption import CannotOpen, open_sealed, seal


def test_sealed_value_opens_in_its_place(in_town):
    assert open_sealed(seal("岐阜 花子".encode(), place="a:1"), place="a:1").decode() == "岐阜 花子"


def test_sealed_value_differs_every_time(in_town):
    assert seal(b"x", place="a:1") != seal(b"x", place="a:1")


def test_sealed_value_of_another_row_does_not_open(in_town):
    with pytest.raises(CannotOpen):
        open_sealed(seal(b"x", place="a:1"), place="a:2")


def test_sealed_value_of_another_town_does_not_open(town, other_town):
    with tenant_context(town):
        sealed = seal(b"x", place="a:1")
    with tenant_context(other_town), pytest.raises(CannotOpen):
        open_sealed(sealed, place="a:1")


@pytest.mark.parametrize("position", [0, 5, 13, -1])
def test_changed_bit_does_not_open(in_town, position):
    sealed = bytearray(seal(b"hello", place="a:1"))
    sealed[position] ^= 1
    with pytest.raises(CannotOpen):
        open_sealed(bytes(sealed), place="a:1")


@pytest.mark.parametrize("rubbish", [b"", b"\x01", b"\x01short", b"\x02" + b"0" * 40])
def test_rubbish_does_not_open(in_town, rubbish):
    with pytest.raises(CannotOpen):
        open_sealed(rubbish, place="a:1")


def test_schema_without_a_town_seals_nothing(db):
    with pytest.raises(NoTown):
        seal(b"x", place="a:1")


def test_older_master_key_still_unwraps(settings):
    old, new = (f"{name}:{base64.b64encode(os.urandom(32)).decode()}" for name in ("old", "new"))
    settings.MASTER_KEYS = [old]
    wrapped = encryption.new_wrapped_key("gifu_shi")
    settings.MASTER_KEYS = [new, old]
    assert len(encryption.unwrap_key(wrapped, schema="gifu_shi")) == 32
    assert encryption.new_wrapped_key("gifu_shi").startswith(b"new:")


def test_wrapped_key_of_another_town_does_not_unwrap():
    with pytest.raises(CannotOpen):
        encryption.unwrap_key(encryption.new_wrapped_key("gifu_shi"), schema="ogaki_shi")


def test_lost_master_key_says_so(settings):
    wrapped = encryption.new_wrapped_key("gifu_shi")
    settings.MASTER_KEYS = [f"other:{base64.b64encode(bytes(32)).decode()}"]
    with pytest.raises(CannotOpen, match="no master key"):
        encryption.unwrap_key(wrapped, schema="gifu_shi")


@pytest.mark.parametrize(
    "keys", [[], [""], ["id"], ["id:"], ["id:not base64"], ["id:AAAA"], [":" + base64.b64encode(bytes(32)).decode()]]
)
def test_malformed_master_keys_are_refused(settings, keys):
    settings.MASTER_KEYS = keys
    with pytest.raises(ImproperlyConfigured):
        encryption.master_keys()


def test_derived_keys_differ_by_purpose_and_town(town, other_town):
    with tenant_context(town):
        here = {encryption.derive_key("one"), encryption.derive_key("two")}
    with tenant_context(other_town):
        there = {encryption.derive_key("one")}
    assert len(here | there) == 3
