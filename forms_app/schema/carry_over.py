"""What becomes of the answers of one version in another: the same question, answered in the same way, keeps its answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .answers import validate
from .definition import Definition
from .field import Field

# A file was judged when it was sent, by the rules of the version of that day; a consent was given to what stood there.
RULES = {
    "attachment": ("accept", "max_bytes"),
    "consent": ("text",),
    "document": ("text", "link", "edition"),
}


@dataclass(frozen=True)
class CarriedOver:
    """`again`: the questions that were answered and must be looked at again, in the order of the new version."""

    raw: dict[str, object]
    again: tuple[Field, ...]


def carry_over(before: Definition, after: Definition, raw: Mapping[str, object], *, today: date) -> CarriedOver:
    """What was typed and does not fit the new rules stays as typed, so that only the rule has to be met."""
    old = {field.key: field for field in before.answerable_fields}
    answered = [field for field in after.answerable_fields if field.key in old and is_typed(raw.get(field.key))]
    kept = {field.key: raw[field.key] for field in answered if _is_asked_alike(old[field.key], field)}
    refused = {error.field for error in validate(after, kept, today=today).errors}
    again = tuple(field for field in answered if field.key not in kept or field.key in refused)
    return CarriedOver(kept, again)


def is_typed(raw: object) -> bool:
    return any(raw.values()) if isinstance(raw, dict) else bool(raw)


def _is_asked_alike(old: Field, new: Field) -> bool:
    return old.type == new.type and all(
        old.options.get(rule) == new.options.get(rule) for rule in RULES.get(new.type, ())
    )
