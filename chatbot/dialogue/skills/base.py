"""What a skill is: one file, two questions. Skills know nothing of each other; the engine asks them in their order."""

from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise

from chatbot.dialogue.message import Incoming, Outcome, State
from chatbot.models import Conversation
from municipalities.residents.models import Resident


@dataclass(frozen=True)
class Turned:
    """What stands around an incoming message. `state`: of the skill that has the word, {} for none; `client`: who pays for a guess.

    `language`: the tag of the one that was chosen, '' while nobody chose; what gettext says is in it already.
    """

    state: State
    device: str = "computer"
    client: str = ""
    shows_controls: bool = True
    """False: words and buttons are all that the channel has."""
    language: str = ""
    conversation: Conversation | None = None
    resident: Resident | None = None
    """Who is logged in on the channel; None for most."""

    @property
    def skill(self) -> str:
        return str(self.state.get("skill", ""))


class Skill(Protocol):
    """Further, where it differs from what running.py takes for granted: `budget` (a timedelta), `is_asked_by_name` (only who wants
    just this gets here in words), `elsewhere(around)` (Links to where the same is had while the skill is stopped)."""

    name: str
    label: str | Promise
    """What staff call it, in the list of what can be stopped."""

    def wants(self, incoming: Incoming, around: Turned) -> bool:
        """Cheap, and without a trace."""

    def respond(self, incoming: Incoming, around: Turned) -> Outcome | None:
        """None: after all it is not for this skill; the next one is asked."""
