"""A code is made for an address, and used once."""

import hmac
import secrets
import unicodedata
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from municipalities.residents.digest import keyed_digest
from municipalities.residents.models import LoginCode, Resident

from .errors import CodeGone, WrongCode

DIGITS = 6
CODE_LIFETIME = timedelta(minutes=10)


def issue_code(*, address: str, resident: Resident | None = None) -> tuple[LoginCode, str]:
    """The row and the six digits, which nobody can read from it. Whether somebody has this address is not even looked up."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    now = timezone.now()
    row = LoginCode(resident=resident, sent_at=now, expires_at=now + CODE_LIFETIME)
    row.address = address
    row.code_digest = _digest(row.public_id, code)
    row.save()
    return row, code


def use_code(*, public_id: UUID, typed: str) -> LoginCode:
    """The row, which is gone then. Raises WrongCode, CodeGone. Call outside a transaction: a rollback would give the try back."""
    row = LoginCode.objects.take_try(public_id, at=timezone.now())
    if row is None:
        raise CodeGone
    if not hmac.compare_digest(row.code_digest, _digest(public_id, _plain(typed))):
        if row.tries_left == 0:
            raise CodeGone
        raise WrongCode(row.tries_left)
    deleted, _each = LoginCode.objects.filter(pk=row.pk).delete()
    if not deleted:  # the same code, typed twice at once
        raise CodeGone
    return row


def _plain(typed: str) -> str:
    """Digits, in whatever width and with whatever between them: `１２３ 456`."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", typed) if sign.isascii() and sign.isdigit())


def _digest(public_id: UUID, code: str) -> str:
    return keyed_digest("login code", f"{public_id}:{code}")
