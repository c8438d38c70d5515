import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field

from .base import END, UNANSWERED, FieldType, Problem
from .consent import Consent


class Document(FieldType):
    """Clean: {sha256}, of what stood there to be read. It proves later which text was accepted, whatever the form says then."""

    name = "document"
    label = "書類を読んで了承"
    explanation = "規約や説明を読んで、了承の印を付けてもらいます。どの文を了承したかが残ります。"
    icon = "fact_check"
    look = "check"
    texts = ("text", "link_label", "edition")
    options_schema = {
        "text": {"type": "string", "maxLength": 10000},
        "link": {"type": "string", "maxLength": 500, "pattern": r'^(https://|/(?!/))[^\s"<>]*' + END},
        "link_label": {"type": "string", "maxLength": 100},
        "edition": {"type": "string", "maxLength": 50},
    }

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        if isinstance(raw, dict):
            return self._same(field, raw)
        if Consent().clean(field, raw, today=today) is UNANSWERED:
            return UNANSWERED
        return {"sha256": document_hash(field)}

    def _same(self, field: Field, raw: dict[str, Any]) -> object:
        if raw.keys() != {"sha256"} or not isinstance(raw["sha256"], str):
            raise AnswerError("wrong_shape")
        if raw["sha256"] != document_hash(field):
            raise AnswerError("document_changed")
        return {"sha256": raw["sha256"]}

    def display(self, field: Field, value: Any) -> str:
        edition = field.options.get("edition")
        return f"読んで了承した（{edition}）" if edition else "読んで了承した"

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": {"sha256": {"const": document_hash(field)}},
            "required": ["sha256"],
            "additionalProperties": False,
        }

    def question(self, field: Field) -> str:
        return f"「{field.label}」を読んで、了承しますか。"

    def check(self, field: Field) -> Iterable[Problem]:
        if not field.options.get("text") and not field.options.get("link"):
            yield "text", "nothing_to_read", {}

    def to_raw(self, field: Field, value: Any) -> object:
        return "yes"


def document_hash(field: Field) -> str:
    """SHA-256 of a text, or of text, address and edition as JSON; a file behind the address may change, so name its edition."""
    facts = {name: field.options[name] for name in ("text", "link", "edition") if field.options.get(name)}
    whole = facts["text"] if facts.keys() == {"text"} else json.dumps(facts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()
