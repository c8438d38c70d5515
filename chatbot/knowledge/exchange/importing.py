"""What a table would change, row by row; and the same done. Nothing is published by a file: rows become drafts."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from chatbot.knowledge import verbs
from chatbot.knowledge.checking import put_into
from chatbot.models import FaqEntry
from forms_app.rendering.export.csv_file import AS_WINDOWS_WRITES, GETA
from municipalities.accounts import rules
from municipalities.accounts.models import StaffUser

from .columns import Column, Town, Unreadable, columns, labels_of
from .reading import FileRefused, Table

NEEDED = ("question", "answer", "category", "section")
SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{1,59}")


@dataclass(frozen=True)
class Row:
    """`kind`: new, changed, unchanged or wrong. `sentences`: what is wrong. `changed`: labels of the columns."""

    number: int
    kind: str
    question: str
    sentences: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Report:
    rows: list[Row]
    ignored_columns: list[str]

    def count(self, kind: str) -> int:
        return sum(row.kind == kind for row in self.rows)

    @property
    def writes(self) -> int:
        return self.count("new") + self.count("changed")

    @property
    def digest(self) -> str:
        """The same as long as applying the file does the same."""
        return hashlib.sha256(repr(self.rows).encode()).hexdigest()


def preview_import(*, table: Table, staff: StaffUser) -> Report:
    """Nothing is written. Raises FileRefused("no_columns") where no column is one of ours."""
    return _run(table, staff, write=False)


def apply_import(*, table: Table, staff: StaffUser, digest: str) -> tuple[Report, bool]:
    """Write what the person has seen; False where meanwhile something else would happen, and then nothing is written."""
    with transaction.atomic():
        seen = _run(table, staff, write=False)
        if seen.digest != digest:
            return seen, False
        return _run(table, staff, write=True), True


def _run(table: Table, staff: StaffUser, *, write: bool) -> Report:
    return _Import(table, staff).run(write=write)


class _Import:
    def __init__(self, table: Table, staff: StaffUser):
        self.staff, self.town = staff, Town.read()
        by_label = {column.label: column for column in columns() if column.fact}
        self.columns = [(place, by_label[label]) for place, label in enumerate(table.header) if label in by_label]
        if not {"slug", "question"} & {column.fact for _place, column in self.columns}:
            raise FileRefused("no_columns")
        written_only = {column.label for column in columns() if not column.fact}
        self.ignored = [label for label in table.header if label and label not in {*by_label, *written_only}]
        self.table, self.known = table, self._known(table)
        self.seen: dict[str, int] = {}

    def run(self, *, write: bool) -> Report:
        return Report([self._row(number, cells, write=write) for number, cells in self.table.rows], self.ignored)

    def _known(self, table: Table) -> dict[str, FaqEntry]:
        """By sign, and by question (for rows without a sign)."""
        places = {column.fact: place for place, column in self.columns}
        given = {name: [_cell(cells, places.get(name)) for _n, cells in table.rows] for name in ("slug", "question")}
        rows = FaqEntry.objects.select_related("category", "section")
        by_question = {entry.question: entry for entry in rows.filter(question__in=given["question"])}
        return {**by_question, **{entry.slug: entry for entry in rows.filter(slug__in=given["slug"])}}

    def _row(self, number: int, cells: list[str], *, write: bool) -> Row:
        facts, refused = self._facts(cells)
        slug, question = facts.pop("slug", ""), str(facts.get("question", ""))
        entry = self.known.get(slug) if slug else self.known.get(" ".join(question.split()))
        shown = question or (entry.question if entry else slug)
        repeated, missing = self._repeated(number, slug or question), self._missing(slug, facts, refused, entry)
        if sentences := [*refused.values(), *repeated, *missing]:
            return Row(number, "wrong", shown, sentences)
        try:
            facts = {name: _kept(entry, name, value) for name, value in facts.items()}
            changed = self._put(entry, facts, slug)
            if write and (changed or entry is None):
                self._write(entry, facts, slug)
        except ValidationError as problem:
            return Row(number, "wrong", shown, problem.messages)
        kind = "new" if entry is None else "changed" if changed else "unchanged"
        return Row(number, kind, shown, changed=labels_of(changed) if kind == "changed" else [])

    def _facts(self, cells: list[str]) -> tuple[dict[str, Any], dict[str, str]]:
        """What was read, and a sentence for each column that could not be."""
        facts, refused = {}, {}
        for place, column in self.columns:
            if column.fact in NEEDED and not _cell(cells, place).strip():
                continue  # an entry cannot be without it: nothing there means as it is
            try:
                facts[column.fact] = _read(column, _cell(cells, place), self.town)
            except Unreadable as problem:
                refused[column.fact] = str(problem)
        return facts, refused

    def _repeated(self, number: int, key: str) -> list[str]:
        first = self.seen.setdefault(key, number)
        sentence = _("%(row)d行目と同じ質問です。どちらかを消してください。")
        return [sentence % {"row": first}] if first != number else []

    def _missing(
        self, slug: str, facts: Mapping[str, Any], refused: Mapping[str, str], entry: FaqEntry | None
    ) -> list[str]:
        if entry is not None:
            return []
        if slug and not SLUG.fullmatch(slug):
            return [_("記号は、半角の小文字と数字と「-」で書いてください。新しい質問では、空けておいてかまいません。")]
        missing = labels_of(name for name in NEEDED if name not in refused and not facts.get(name))
        return [_("新しい質問には、%(names)sが必要です。") % {"names": "、".join(missing)}] if missing else []

    def _put(self, entry: FaqEntry | None, facts: Mapping[str, Any], slug: str) -> list[str]:
        """On a copy in memory; says who may not."""
        copy = FaqEntry(slug=slug) if entry is None else _copy(entry)
        before = copy.section_id
        changed = put_into(copy, facts)
        owners = {copy.section_id, before} if entry else {copy.section_id}
        if (changed or entry is None) and not all(rules.can_write_faq(self.staff, owner) for owner in owners):
            raise ValidationError(_("ほかの課の質問は、変えることも加えることもできません。"))
        return changed

    def _write(self, entry: FaqEntry | None, facts: Mapping[str, Any], slug: str) -> None:
        revision = entry.revision if entry else 0
        note = _("ファイルから取り込み")
        verbs.save_entry(staff=self.staff, facts=facts, entry=entry, revision=revision, slug=slug, note=note)


def _cell(cells: list[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""


def _read(column: Column, cell: str, town: Town) -> Any:
    return column.read(cell.replace("\r\n", "\n").replace("\r", "\n"), town)


def _copy(entry: FaqEntry) -> FaqEntry:
    values = {name.attname: getattr(entry, name.attname) for name in entry._meta.concrete_fields}
    copy = FaqEntry(**values)
    copy.category, copy.section = entry.category, entry.section
    return copy


def _kept(entry: FaqEntry | None, name: str, value: Any) -> Any:
    """Signs that Shift_JIS writes otherwise are no change; a letter it lost is one nobody wanted."""
    current = getattr(entry, name) if entry else None
    if name in ("category", "section"):
        return value
    if entry and _as_windows(current) == _as_windows(value):
        return current
    if GETA in str(value) and GETA not in str(current):
        sentence = _("シフトJISにない文字が「〓」になっています。UTF-8のCSVかExcelのファイルを使ってください。")
        raise ValidationError(sentence)
    return value


def _as_windows(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip().translate(AS_WINDOWS_WRITES)
    if isinstance(value, list):
        return [_as_windows(each) for each in value]
    return {key: _as_windows(each) for key, each in value.items()} if isinstance(value, dict) else value
