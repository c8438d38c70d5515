"""What comes in and what goes out, in words that know neither LINE nor HTTP. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Choice:
    """Something to press. `value` comes back as Incoming.choice."""

    label: str
    value: str
    language: str = ""
    """Of the label, where it is another than the bubble's."""


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True)
class Incoming:
    """One thing a resident did. `id` names it for ever: the same id is the same deed, however often it arrives.

    `choice`: the value of a Choice; `raw`: the answer to the question asked, in the raw shape of its type, from a channel that
    shows controls.
    """

    id: str
    text: str = ""
    choice: str = ""
    raw: Any = None


@dataclass(frozen=True)
class Reply:
    """One bubble. `asks`: the key of the question of a form that it asks, for channels that show controls."""

    text: str
    choices: tuple[Choice, ...] = ()
    links: tuple[Link, ...] = ()
    asks: str = ""
    html: str = ""
    """The same as `text` with its structure, sanitised; '' where `text` says it all."""
    language: str = ""
    """In which it is said; the engine fills in that of the conversation."""
    by: str = ""
    """The name of the person behind the counter who says it; '' for the portal itself."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Reply":
        choices = tuple(Choice(**choice) for choice in data["choices"])
        links = tuple(Link(**link) for link in data["links"])
        return cls(
            data["text"], choices, links, data["asks"], data["html"], data.get("language", ""), data.get("by", "")
        )


State = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """Noted for staff: what came in was a question, answered alone, by several offered, or not. `shown`: slugs, the best first."""

    answered: str
    shown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reacted:
    """Noted for staff: what became of the question before. `read`: the slug of an entry; `verdict`: of models.Verdict."""

    read: str = ""
    verdict: str = ""
    wants_person: bool = False


@dataclass(frozen=True)
class Outcome:
    """What a skill made of it. `said`: what the history keeps of the resident's words; `state`: {} gives the word back to all.

    `language`: the one to go on in, '' for that of before.
    """

    replies: tuple[Reply, ...]
    state: State
    said: str
    language: str = ""
    noted: Asked | Reacted | None = None
