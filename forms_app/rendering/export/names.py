"""Names that a spreadsheet or a file system takes, made of the labels of questions."""

import re
from collections.abc import Iterable

NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f\[\]:*?/\\<>\"|']")
MOST_CHARACTERS = 31
"""Of the name of a sheet in Excel, in UTF-16 units."""


def free_name(label: str, taken: Iterable[str]) -> str:
    """The label, cut and without forbidden signs; numbered where the name, in any case of letters, is taken."""
    plain = _cut(NOT_IN_NAMES.sub(" ", label), MOST_CHARACTERS) or "-"
    used, name, number = {other.casefold() for other in taken}, plain, 1
    while name.casefold() in used:
        number += 1
        ending = f"（{number}）"
        name = _cut(plain, MOST_CHARACTERS - len(ending)) + ending
    return name


def _cut(text: str, length: int) -> str:
    while len(text.encode("utf-16-le")) > 2 * length:
        text = text[:-1]
    return text.strip(" .")
