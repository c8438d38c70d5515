"""What a designer, or whoever translates for the town, writes in another language."""

from collections.abc import Mapping
from typing import Any

from forms_app.models import Form
from forms_app.schema.texts import GUIDE, japanese_texts, owners, set_translation
from municipalities.accounts.models import StaffUser

from .edit import edit_definition


def translate_form(*, form: Form, staff: StaffUser, revision: int, language: str, texts: Mapping[str, str]) -> Form:
    """`texts`: by schema.texts.Text.id; '' takes a translation away, what is not named stays.

    Raises NotPermitted, Conflict, NotWhole (too long).
    """

    def change(whole: dict[str, Any]) -> None:
        write_translations(whole, language, texts)

    return edit_definition(form=form, staff=staff, revision=revision, change=change, subject=f"translations:{language}")


def write_translations(whole: dict[str, Any], language: str, texts: Mapping[str, str]) -> None:
    for _path, kind, key, item in owners(whole):
        there = [*japanese_texts(kind, item), *((name, "") for name in (GUIDE if kind == "form" else ()))]
        for name, value in there:
            text = texts.get(f"{kind}.{key}.{name}.{value}")
            if text is not None:
                set_translation(item, language, name, value, text)
