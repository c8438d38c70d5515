from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field

from .base import UNANSWERED, FieldType, Problem

DEFAULT_MAX_FILES = 5


class Attachment(FieldType):
    """Clean: ids of files that a door has already stored. Whether a file is there and whose it is, the door knows."""

    name = "attachment"
    label = "写真・ファイル"
    explanation = "写真やPDFを付けてもらいます。"
    icon = "attach_file"
    look = "file"
    is_personal = True
    many = True
    options_schema = {
        "min_files": {"type": "integer", "minimum": 1, "maximum": 20},
        "max_files": {"type": "integer", "minimum": 1, "maximum": 20},
        "max_bytes": {"type": "integer", "minimum": 1024, "maximum": 20 * 1024 * 1024},
        "accept": {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"enum": ["image", "pdf"]}},
    }

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        if raw is None or raw is UNANSWERED or raw in ("", []):
            return UNANSWERED
        if not isinstance(raw, list):
            raise AnswerError("wrong_shape")
        most = field.options.get("max_files", DEFAULT_MAX_FILES)
        if len(raw) > most:
            raise AnswerError("too_many_files", max=most)
        ids = list(dict.fromkeys(file_id(item) for item in raw))
        if len(ids) < field.options.get("min_files", 1):
            raise AnswerError("too_few_files", min=field.options["min_files"])
        return ids

    def display(self, field: Field, value: Any) -> str:
        return f"{len(value)}件のファイル"

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string", "format": "uuid"}}

    def check(self, field: Field) -> Iterable[Problem]:
        if field.options.get("min_files", 1) > field.options.get("max_files", DEFAULT_MAX_FILES):
            yield "min_files", "limits", {}

    def question(self, field: Field) -> str:
        return f"「{field.label}」を送ってください。"


def file_id(item: object) -> str:
    try:
        return str(UUID(item)) if isinstance(item, str) and len(item) == 36 else _refuse()
    except ValueError:
        return _refuse()


def _refuse() -> str:
    raise AnswerError("unknown_file")
