"""The telephone number in what a person says. Pure."""

import re

import phonenumbers

from municipalities.support.japanese_text import hyphens, without_format_characters

LONGEST = 1000
_SPOKEN_HYPHEN = re.compile(r"(?<=[0-9])\s*(?:の|ハイフン|はいふん|-+)\s*(?=[0-9])")


def phone_in(text: str) -> str | None:
    """In the national writing, `058-272-1111`; a foreign one in the international. None for none, or for two different ones."""
    plain = hyphens(_SPOKEN_HYPHEN.sub("-", hyphens(without_format_characters(text[:LONGEST]))))
    found = {_written(match.number) for match in phonenumbers.PhoneNumberMatcher(plain, "JP") if _is_dialled(match)}
    return found.pop() if len(found) == 1 else None


def _is_dialled(match: phonenumbers.PhoneNumberMatch) -> bool:
    """A Japanese number begins with 0 or +81: a receipt number does not."""
    return match.raw_string.lstrip("(").startswith(("0", "+")) and not match.number.extension


def _written(number: phonenumbers.PhoneNumber) -> str:
    formats = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, formats.NATIONAL if number.country_code == 81 else formats.INTERNATIONAL)
