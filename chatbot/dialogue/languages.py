"""In which language a turn is held: what gettext says, and in which language the texts of a form are read.

Verbs are called in Japanese (`in_japanese`): what they write is read by staff.
"""

from contextlib import AbstractContextManager

from django.utils import translation

from forms_app.schema.texts import JAPANESE, LANGUAGES

NAMES = {JAPANESE: "日本語", **LANGUAGES}
"""BCP 47 tag → the language as its readers call it."""
_BY_DJANGO = {tag.lower(): tag for tag in NAMES}


def speaking(language: str) -> AbstractContextManager:
    """'' for nobody having chosen yet: Japanese."""
    return translation.override((language or JAPANESE).lower())


def in_japanese() -> AbstractContextManager:
    return speaking(JAPANESE)


def spoken_now() -> str:
    return _BY_DJANGO.get((translation.get_language() or JAPANESE).lower(), JAPANESE)
