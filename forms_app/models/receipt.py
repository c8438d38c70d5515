"""受付番号 and 照会パスワード: what a resident follows an application with.

The number is nine random digits and a check digit (Luhn, ISO/IEC 7812-1), so that a slip of the pen is told apart from an
unknown number. The secret is not stored: it is derived from the town's data key and the application's public id, and can be
shown again to the one who filed. Eight characters of 30 are 39 bits; look-ups are throttled over all hosts.
"""

import hashlib
import hmac
import secrets
import unicodedata
from uuid import UUID

from stdnum import luhn

from municipalities.tenancy.encryption import derive_key

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ2345678"  # 30 characters; none that reads like another: no I L O 0 1 9
SECRET_LENGTH = 8


def new_receipt_number() -> str:
    digits = f"{secrets.randbelow(10**9):09d}"
    return dashed(digits + luhn.calc_check_digit(digits))


def normalise_receipt_number(typed: str) -> str:
    """As typed, in full width or without the dash, to `12345-67890`. ValueError where it cannot be a number of ours."""
    digits = "".join(c for c in unicodedata.normalize("NFKC", typed) if c.isascii() and c.isdigit())
    if len(digits) != 10 or not luhn.is_valid(digits):
        raise ValueError("not a receipt number")
    return dashed(digits)


def dashed(digits: str) -> str:
    return f"{digits[:5]}-{digits[5:]}"


def receipt_secret(public_id: UUID) -> str:
    """`ABCD-EFGH`, the same every time for one application of the current town."""
    digest = hmac.new(derive_key("receipt secret"), public_id.bytes, hashlib.sha256).digest()
    number = int.from_bytes(digest, "big")
    letters = ""
    for _ in range(SECRET_LENGTH):
        number, index = divmod(number, len(ALPHABET))
        letters += ALPHABET[index]
    return f"{letters[:4]}-{letters[4:]}"


def is_receipt_secret(public_id: UUID, typed: str) -> bool:
    """Constant time in what was typed; width, case and dashes do not matter."""
    return hmac.compare_digest(_plain(receipt_secret(public_id)).encode(), _plain(typed).encode())


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).upper() if c.isalnum())
