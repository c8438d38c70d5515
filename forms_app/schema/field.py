"""A question as the definition states it."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any

from .conditions import Condition

FIELD_KEYS = (
    "key",
    "type",
    "label",
    "help",
    "example",
    "required",
    "show_when",
    "require_when",
    "disable_when",
    "personal",
    "profile",
    "translations",
)


@dataclass(frozen=True)
class Field:
    """Where `refuse_when` holds, the answers do not go together and `refuse_message` stands here; with `refuse_stops` it is not a
    mistake to mend but the end of the road: this person or case is not eligible, and the message says why.

    `options`: what is left of the JSON after the keys every question has; its type says what may stand there."""

    key: str
    type: str
    label: str
    page_key: str
    group_key: str
    help: str = ""
    example: str = ""
    required: bool = False
    show_when: Condition | None = None
    require_when: Condition | None = None
    disable_when: Condition | None = None
    refuse_when: Condition | None = None
    refuse_message: str = ""
    refuse_stops: bool = False
    personal: bool | None = None
    profile: str = ""
    """Which fact of the resident's profile stands here before anything is typed; '' for none."""
    options: Mapping[str, Any] = attribute(default_factory=dict)
    option_conditions: Mapping[str, Condition] = attribute(default_factory=dict)
    """Value of a choice → when it is offered; those offered always are not in it."""
    row_fields: tuple["Field", ...] = ()
    """The questions of one row of a repeating question."""
    words: Mapping[str, str] = attribute(default_factory=dict)
    """Japanese words of its type → those of the language in which it is read; {} where that is Japanese."""


@dataclass(frozen=True)
class Group:
    key: str
    title: str
    description: str
    fields: tuple[Field, ...]
    show_when: Condition | None = None


@dataclass(frozen=True)
class Page:
    key: str
    title: str
    groups: tuple[Group, ...]
    show_when: Condition | None = None

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for group in self.groups for field in group.fields)
