"""One sheet an application: facts, answers, photographs. Words go to typst as JSON, never as its markup."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forms_app.models import Application
from forms_app.rendering.nodes import AnswerNode, walk_for_reading
from forms_app.schema.definition import Definition
from municipalities.support.japanese_calendar import with_wareki

from .glyphs import FONTS, Unshown, printable
from .pictures import bytes_of, drawn
from .sentences import unshown_sentences

TEMPLATE = Path(__file__).with_name("application.typ")
STANDARD = "ua-1"
PHOTO_HEIGHT, SIGNATURE_HEIGHT = 60, 25


@dataclass(frozen=True)
class Picture:
    """A file of an application: its name, the JPEG that shows it, if there is one, or the reason why it is not shown."""

    name: str
    content: bytes | None = None
    remark: str = ""


@dataclass(frozen=True)
class Sheet:
    """`files`: public id → file. `secret`: the password of the receipt, only where the reader was just shown it."""

    application: Application
    definition: Definition
    values: Mapping[str, Any]
    files: Mapping[str, Picture]
    secret: str = ""


def pdf_of(sheets: Sequence[Sheet], *, town: str) -> bytes:
    """A4, each application on a page of its own. `town`: the name of the municipality."""
    return typst.compile(
        _template(),
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(_data(sheets, town), ensure_ascii=False)},
        pdf_standards=[STANDARD],
    )


@lru_cache(maxsize=1)
def _template() -> bytes:
    return TEMPLATE.read_bytes()


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _data(sheets: Sequence[Sheet], town: str) -> dict[str, Any]:
    titles = [printable(f"{s.definition.title} {s.application.receipt_number}", Unshown()) for s in sheets]
    town = printable(town, Unshown())
    return {
        "title": titles[0] if len(titles) == 1 else _("申請 %(count)d件") % {"count": len(titles)},
        "town": town,
        "footer": titles[0] if len(titles) == 1 else town,
        "empty": _("（入力していません）"),
        "sheets": [_SheetData(sheet).data() for sheet in sheets],
    }


class _SheetData:
    """What typst is told of one sheet, and which of its signs it cannot print."""

    def __init__(self, sheet: Sheet):
        self.sheet, self.unshown = sheet, Unshown()

    def data(self) -> dict[str, Any]:
        said = {
            "title": self._words(self.sheet.definition.title),
            "facts": [{"label": label, "text": self._words(text)} for label, text in _facts(self.sheet)],
            "keys": [{"label": label, "text": text} for label, text in _keys(self.sheet)],
            "notice": _notice() if self.sheet.secret else "",
            "pages": [
                {"title": self._words(page.title), "answers": [self._answer(node) for node in page.answers]}
                for page in walk_for_reading(self.sheet.definition, self.sheet.values)
            ],
        }
        return {**said, "unshown": unshown_sentences(self.unshown)}

    def _answer(self, node: AnswerNode) -> dict[str, Any]:
        sent = [self.sheet.files[file_id] for file_id in node.file_ids if file_id in self.sheet.files]
        shown = [self._file(file) for file in sent]
        if node.picture:
            shown.append(self._picture(bytes_of(node.picture), node.label, SIGNATURE_HEIGHT))
        return {"label": self._words(node.label), "text": self._words(node.text), "shown": shown}

    def _file(self, file: Picture) -> dict[str, Any]:
        caption = self._words(file.name + file.remark)
        picture = self._picture(file.content, file.name, PHOTO_HEIGHT) if file.content else {}
        return {**picture, "caption": caption}

    def _picture(self, content: bytes, name: str, highest: int) -> dict[str, Any]:
        picture = drawn(content, highest=highest)
        return {"svg": picture.svg, "height": picture.height, "name": self._words(name)}

    def _words(self, text: str) -> str:
        return printable(text, self.unshown)


def _keys(sheet: Sheet) -> list[tuple[str, str]]:
    """What the reader types again: printed large."""
    number = (_("受付番号"), sheet.application.receipt_number)
    return [number, (_("照会パスワード"), sheet.secret)] if sheet.secret else [number]


def _facts(sheet: Sheet) -> list[tuple[str, str]]:
    at = timezone.localtime(sheet.application.submitted_at)
    section = sheet.application.section
    return [
        (_("受付日時"), f"{with_wareki(at.date())} {date_format(at, 'G:i')}"),
        (_("担当課"), f"{section.name}（{section.phone}）" if section.phone else section.name),
    ]


def _notice() -> str:
    return _("受付番号と照会パスワードは、経過の確認や取下げに使います。ほかの人に見せないで、大切に保管してください。")
