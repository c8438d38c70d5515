"""One sheet an application: facts, answers, photographs. Words go to typst as JSON, never as its markup."""

import json
import tempfile
from base64 import b64decode
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
from forms_app.rendering.nodes import AnswerNode, walk
from forms_app.schema.definition import Definition
from municipalities.support.japanese_calendar import with_wareki

from .glyphs import FONTS, GETA, printable

TEMPLATE = Path(__file__).with_name("application.typ")
STANDARD = "ua-1"
PNG = b"\x89PNG"


@dataclass(frozen=True)
class Picture:
    """A file of an application: its name, and the JPEG or PNG that shows it, if it is a picture."""

    name: str
    content: bytes | None = None


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
    with tempfile.TemporaryDirectory() as folder:
        paper = _Paper(Path(folder), town)
        data = paper.data(sheets)
        (Path(folder) / "page.typ").write_bytes(TEMPLATE.read_bytes())
        return typst.compile(
            str(Path(folder) / "page.typ"),
            root=folder,
            font_paths=_fonts(),
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=[STANDARD],
        )


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


class _Paper:
    def __init__(self, folder: Path, town: str):
        self.folder, self.town, self.pictures = folder, town, 0
        self.unshown: set[str] = set()

    def data(self, sheets: Sequence[Sheet]) -> dict[str, Any]:
        titles = [self._words(f"{s.definition.title} {s.application.receipt_number}") for s in sheets]
        return {
            "title": titles[0] if len(titles) == 1 else _("申請 %(count)d件") % {"count": len(titles)},
            "town": self._words(self.town),
            "footer": self._words(titles[0] if len(titles) == 1 else self.town),
            "empty": _("（入力していません）"),
            "sheets": [self._sheet(sheet) for sheet in sheets],
        }

    def _sheet(self, sheet: Sheet) -> dict[str, Any]:
        self.unshown = set()
        pages = [
            {"title": self._words(page.title), "answers": [self._answer(node, sheet.files) for node in page.answers]}
            for page in walk(sheet.definition, sheet.values)
        ]
        return {
            "title": self._words(sheet.definition.title),
            "facts": [{"label": label, "text": self._words(text)} for label, text in _facts(sheet)],
            "notice": _notice() if sheet.secret else "",
            "pages": pages,
            "unshown": self._unshown_sentence(),
        }

    def _answer(self, node: AnswerNode, files: Mapping[str, Picture]) -> dict[str, Any]:
        sent = [files[file_id] for file_id in node.file_ids if file_id in files]
        drawn = [Picture(node.text, b64decode(node.picture.partition(",")[2]))] if node.picture else []
        pictures = [self._picture(file) for file in [*drawn, *sent] if file.content is not None]
        return {
            "label": self._words(node.label),
            "text": self._words(node.text),
            "pictures": pictures,
            "files": [self._words(file.name) for file in sent],
        }

    def _picture(self, file: Picture) -> dict[str, str]:
        self.pictures += 1
        path = f"picture-{self.pictures}.{'png' if (file.content or b'').startswith(PNG) else 'jpg'}"
        (self.folder / path).write_bytes(file.content or b"")
        return {"path": path, "name": self._words(file.name)}

    def _words(self, text: str) -> str:
        return printable(text, self.unshown)

    def _unshown_sentence(self) -> str:
        if not self.unshown:
            return ""
        codes = "、".join(f"U+{ord(c):04X}" for c in sorted(self.unshown))
        return _(
            "「%(geta)s」は、この書類の書体にない文字です（%(codes)s）。申請の内容には、入力されたとおりに残っています。"
        ) % {
            "geta": GETA,
            "codes": codes,
        }


def _facts(sheet: Sheet) -> list[tuple[str, str]]:
    application = sheet.application
    at = timezone.localtime(application.submitted_at)
    facts = [
        (_("受付番号"), application.receipt_number),
        (_("受付日時"), f"{with_wareki(at.date())} {date_format(at, 'G:i')}"),
        (
            _("担当課"),
            application.section.name + (f"（{application.section.phone}）" if application.section.phone else ""),
        ),
    ]
    return [*facts, (_("照会パスワード"), sheet.secret)] if sheet.secret else facts


def _notice() -> str:
    return _("受付番号と照会パスワードは、経過の確認や取下げに使います。ほかの人に見せないで、大切に保管してください。")
