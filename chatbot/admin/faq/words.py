"""Contents and deeds of entries in words, and how two contents differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from chatbot.models import FaqCategory, FaqEntry
from chatbot.models.faq import CONTENT, Language
from forms_app.models import Form
from municipalities.accounts.models import Section

COMPARED = (*CONTENT, "category", "section")


@dataclass(frozen=True)
class Line:
    before: str
    after: str
    text: str = ""

    @property
    def is_replaced(self) -> bool:
        return bool(self.before and self.after)


@dataclass(frozen=True)
class Part:
    """One field of the entry that is different."""

    name: str
    lines: list[Line]


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Part]:
    names = Names()
    changed = [name for name in COMPARED if before.get(name) != after.get(name)]
    return [Part(label_of(name), list(_lines(name, before.get(name), after.get(name), names))) for name in changed]


def label_of(name: str) -> str:
    return str(FaqEntry._meta.get_field(name).verbose_name)


class Names:
    """Labels of categories, sections and forms, read when the first is asked for."""

    def __init__(self) -> None:
        self._known: dict[str, dict[Any, str]] = {}

    def of(self, name: str, value: Any) -> str:
        if name not in self._known:
            self._known[name] = dict(_SOURCES[name]())
        return self._known[name].get(value, str(value))


_SOURCES = {
    "category": lambda: FaqCategory.objects.values_list("slug", "label"),
    "section": lambda: Section.objects.values_list("pk", "name"),
    "form_slug": lambda: Form.objects.values_list("slug", "title"),
    "language": lambda: Language.choices,
}


def _lines(name: str, before: Any, after: Any, names: Names) -> Iterator[Line]:
    """Of long texts and lists only the lines that differ."""
    old, new = (_shown(name, value, names).split("\n") for value in (before, after))
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Line("\n".join(old[start:end]), "\n".join(new[new_start:new_end]))


def _shown(name: str, value: Any, names: Names) -> str:
    if value in (None, "", []):
        return ""
    if name == "paraphrases":
        return "\n".join(value)
    if name == "links":
        return "\n".join(f"{link['label']}（{link['url']}）" for link in value)
    if name == "is_general":
        return _("はい") if value else _("いいえ")
    if name == "review_on":
        return date_format(parse_date(str(value)), "DATE_FORMAT")
    return names.of(name, value) if name in _SOURCES else str(value)
