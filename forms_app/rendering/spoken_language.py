"""In which language a page speaks, or a turn of a conversation is held: what gettext says."""

from contextlib import AbstractContextManager

from django.utils import translation

from forms_app.schema.texts import JAPANESE, LANGUAGES

_BY_DJANGO = {tag.lower(): tag for tag in (JAPANESE, *LANGUAGES)}


def speaking(language: str) -> AbstractContextManager:
    """A tag of schema.texts; '' for nobody having chosen yet: Japanese."""
    return translation.override((language or JAPANESE).lower())


def spoken_now() -> str:
    """The tag."""
    return _BY_DJANGO.get((translation.get_language() or JAPANESE).lower(), JAPANESE)
