"""In which language a turn is held: what gettext says, and in which language the texts of a form are read.

Verbs are called in Japanese (`in_japanese`): what they write is read by staff.
"""

from contextlib import AbstractContextManager

from forms_app.rendering.spoken_language import speaking, spoken_now
from forms_app.schema.texts import JAPANESE, LANGUAGES

__all__ = ["NAMES", "in_japanese", "speaking", "spoken_now"]
NAMES = {JAPANESE: "日本語", **LANGUAGES}
"""BCP 47 tag → the language as its readers call it."""


def in_japanese() -> AbstractContextManager:
    return speaking(JAPANESE)
