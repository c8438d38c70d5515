"""What the controls of a form posted, in the raw shape the schema reads, and back again as names and values of controls."""

from collections.abc import Iterator

from django.http import QueryDict

from forms_app.schema.field import Field
from forms_app.schema.fieldtypes.repeat import MOST_ROWS
from forms_app.schema.registry import field_type

LONGEST_TEXT = 100_000


def raw_value(question: Field, post: QueryDict, name: str = "") -> object:
    """`name`: of its controls, where that is not its key. Files are no part of it."""
    name = name or question.key
    kind = field_type(question.type)
    if question.row_fields:
        return [_row(question, post, f"{name}-{number}") for number in range(_row_count(post, name))]
    if parts := kind.parts_of(question):
        return {part: _text(post.get(f"{name}-{part}", "")) for part in parts}
    if kind.many:
        return [_text(value) for value in post.getlist(name)[:1000]]
    return _text(post.get(name, ""))


def control_values(name: str, raw: object) -> Iterator[tuple[str, str]]:
    """(name, value) of each control that raw_value would read it from."""
    match raw:
        case dict():
            for part, value in raw.items():
                yield from control_values(f"{name}-{part}", value)
        case [dict(), *_]:
            yield f"{name}-rows", str(len(raw))
            for number, row in enumerate(raw):
                yield from control_values(f"{name}-{number}", row)
        case list():
            yield from ((name, value) for value in raw)
        case str() if raw:
            yield name, raw


def _row(question: Field, post: QueryDict, name: str) -> dict[str, object]:
    return {inner.key: raw_value(inner, post, f"{name}-{inner.key}") for inner in question.row_fields}


def _row_count(post: QueryDict, name: str) -> int:
    written = post.get(f"{name}-rows", "")
    return min(int(written), MOST_ROWS) if written.isdecimal() and len(written) < 4 else 0


def _text(value: str) -> str:
    # PostgreSQL and JSON hold no NUL and no lone surrogate; the schema refuses the rest with a sentence.
    return value[:LONGEST_TEXT].replace("\x00", "").encode("utf-8", "replace").decode()
