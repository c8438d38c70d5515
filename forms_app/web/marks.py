"""Which answers of a page were typed on it? Each question carries a mark of the answer it was shown with.

Two devices may have the same page open: only what was changed here is saved, so the other's answers stay.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping

from forms_app.schema.field import Field
from forms_app.schema.registry import field_type

CONTROL = "as-shown"
"""No question is called so: a key has no hyphen."""


def marks_of(questions: Iterable[Field], raw: Mapping[str, object]) -> dict[str, str]:
    return {q.key: _mark(q, raw.get(q.key)) for q in questions if q.type != "attachment"}


def typed_here(questions: Iterable[Field], raw: Mapping[str, object], shown: str) -> dict[str, object]:
    """The answers that are not as they were shown. Without marks (`shown` is no JSON object) all are."""
    marks, before = marks_of(questions, raw), _read(shown)
    return {key: value for key, value in raw.items() if key not in marks or before.get(key) != marks[key]}


def _mark(question: Field, value: object) -> str:
    text = json.dumps(_posted(question, value), ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(text.replace("\\r\\n", "\\n").encode(), digest_size=6).hexdigest()


def _posted(question: Field, value: object) -> object:
    """As a browser posts it: an answer never given has its empty controls."""
    kind = field_type(question.type)
    if question.row_fields:
        return _rows(question, value)
    if parts := kind.parts_of(question):
        given = value if isinstance(value, dict) else {}
        return {part: str(given.get(part, "")) for part in parts}
    if kind.many:
        return value if isinstance(value, list) else []
    return "" if value is None else str(value)


def _rows(question: Field, value: object) -> list[dict[str, object]]:
    """Empty rows at the end are shown for typing, and are no answer."""
    given = [row if isinstance(row, dict) else {} for row in value] if isinstance(value, list) else []
    rows = [{inner.key: _posted(inner, row.get(inner.key)) for inner in question.row_fields} for row in given]
    empty = {inner.key: _posted(inner, None) for inner in question.row_fields}
    while rows and rows[-1] == empty:
        rows.pop()
    return rows


def _read(shown: str) -> dict[str, object]:
    try:
        marks = json.loads(shown)
    except ValueError:
        return {}
    return marks if isinstance(marks, dict) else {}
