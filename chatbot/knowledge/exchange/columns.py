"""The columns of the table. What a column holds is written and read here, so that a file comes back as it went."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from chatbot.models import FaqCategory, FaqEntry
from chatbot.models.faq import Language
from municipalities.accounts.models import Section

YES = ("はい", "○", "〇", "1", "true", "yes")
NO = ("", "いいえ", "×", "0", "false", "no")
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?")


class Unreadable(ValueError):
    """A sentence for the person whose file it is."""


@dataclass(frozen=True)
class Town:
    """What cells name, read once."""

    categories: Mapping[str, FaqCategory]
    sections: Mapping[str, Section]

    @classmethod
    def read(cls) -> "Town":
        categories = list(FaqCategory.objects.all())
        labels = [category.label for category in categories]
        by_label = {each.label: each for each in categories if labels.count(each.label) == 1}
        by_slug = {each.slug: each for each in categories}
        return cls({**by_label, **by_slug}, {each.name: each for each in Section.objects.all()})


@dataclass(frozen=True)
class Column:
    """`fact`: a name of checking.FACTS; "" for what is written and never read back."""

    label: str
    fact: str
    write: Callable[[FaqEntry, Town], str]
    read: Callable[[str, Town], Any] = lambda cell, town: cell


def columns() -> list[Column]:
    """The sign comes first: by it a row finds its entry."""
    return [
        Column(_("記号"), "slug", lambda entry, town: entry.slug, lambda cell, town: cell.strip()),
        Column(_("分野"), "category", _category_name, _category),
        Column(_("質問"), "question", lambda entry, town: entry.question),
        Column(
            _("ほかの言い方"),
            "paraphrases",
            lambda entry, town: "\n".join(entry.paraphrases),
            lambda cell, town: cell.splitlines(),
        ),
        Column(_("答え"), "answer", lambda entry, town: entry.answer),
        Column(_("短い答え（LINE用）"), "short_answer", lambda entry, town: entry.short_answer),
        Column(_("関連するページ"), "links", _links_text, _links),
        Column(_("オンライン手続"), "form_slug", lambda entry, town: entry.form_slug),
        Column(_("担当課"), "section", lambda entry, town: entry.section.name, _section),
        Column(_("根拠となる法令など"), "legal_basis", lambda entry, town: entry.legal_basis),
        Column(_("対象の方"), "audience", lambda entry, town: entry.audience),
        Column(_("ことば"), "language", lambda entry, town: str(entry.get_language_display()), _language),
        Column(_("代表質問"), "is_general", lambda entry, town: _("はい") if entry.is_general else "", _yes_or_no),
        Column(_("内容を見直す日"), "review_on", lambda entry, town: f"{entry.review_on or ''}", _day),
        Column(_("状態（読み込みません）"), "", lambda entry, town: str(entry.get_state_display())),
    ]


def labels_of(facts: Iterable[str]) -> list[str]:
    names = {column.fact: column.label for column in columns() if column.fact}
    return [names[fact] for fact in facts]


def _category_name(entry: FaqEntry, town: Town) -> str:
    label = entry.category.label
    return label if label in town.categories else entry.category.slug


def _category(cell: str, town: Town) -> FaqCategory:
    if cell.strip() not in town.categories:
        raise Unreadable(
            _("分野「%(name)s」がありません。一覧にある分野の名前を書いてください。") % {"name": cell[:40]}
        )
    return town.categories[cell.strip()]


def _section(cell: str, town: Town) -> Section:
    if cell.strip() not in town.sections:
        raise Unreadable(_("担当課「%(name)s」がありません。課の名前を確かめてください。") % {"name": cell[:40]})
    return town.sections[cell.strip()]


def _links_text(entry: FaqEntry, town: Town) -> str:
    return "\n".join(f"{link['label']} {link['url']}" for link in entry.links)


def _links(cell: str, town: Town) -> list[dict[str, str]]:
    """A name, a space, an address; one link a line."""
    pairs = [line.strip().rpartition(" ") for line in cell.replace("\u3000", " ").splitlines() if line.strip()]
    return [{"label": label.strip(), "url": url} for label, _space, url in pairs]


def _language(cell: str, town: Town) -> str:
    codes = {str(label): code for code, label in Language.choices}
    return codes.get(cell.strip(), cell.strip() or Language.JAPANESE)


def _yes_or_no(cell: str, town: Town) -> bool:
    given = cell.strip().lower()
    if given not in YES + NO:
        raise Unreadable(_("代表質問には「はい」と書くか、空けておいてください。"))
    return given in YES


def _day(cell: str, town: Town) -> date | None:
    if not cell.strip():
        return None
    found = DAY.fullmatch(cell.strip())
    try:
        return date(*map(int, found.groups())) if found else _no_day(cell)
    except ValueError:
        return _no_day(cell)


def _no_day(cell: str) -> None:
    raise Unreadable(_("見直す日「%(day)s」を読み取れません。2027-04-01 のように書いてください。") % {"day": cell[:20]})
