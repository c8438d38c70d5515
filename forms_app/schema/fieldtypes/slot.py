from datetime import date
from typing import Any, Protocol

from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field

from .base import UNANSWERED, FieldType, clean_signs

LONGEST_REF = 64


class SlotProvider(Protocol):
    """Knows the slots there are. Asks no database while an answer is judged: it must be quick, and must not raise."""

    def find(self, ref: str) -> object | None:
        """The slot, or None for one that does not exist or is taken."""

    def label(self, ref: str) -> str:
        """`12月1日（火）10時から10時30分 市民課窓口`; of a slot that is gone, too."""


class Slot(FieldType):
    """Clean: the slot's reference. Nothing can be answered, and the editor offers no such question, before a provider is installed."""

    name = "slot"
    label = "予約の枠"
    explanation = "予約できる日時から選んでもらいます。"
    icon = "event_available"
    provider: SlotProvider | None = None

    @property
    def is_offered(self) -> bool:
        return self.provider is not None

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        ref = clean_signs(raw, longest=LONGEST_REF)
        if not ref:
            return UNANSWERED
        if self.provider is None:
            raise AnswerError("no_slots")
        if self.provider.find(ref) is None:
            raise AnswerError("slot_gone")
        return ref

    def display(self, field: Field, value: Any) -> str:
        return self.provider.label(value) if self.provider else str(value)

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": LONGEST_REF}

    def question(self, field: Field) -> str:
        return f"「{field.label}」の日時を選んでください。"
