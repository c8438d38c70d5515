"""What a skill is: one file, two questions. Skills know nothing of each other; the engine asks them in their order."""

from dataclasses import dataclass
from typing import Protocol

from chatbot.dialogue.message import Incoming, Outcome, State


@dataclass(frozen=True)
class Turned:
    """What stands around an incoming message. `state`: of the skill that has the word, {} for none."""

    state: State
    device: str = "computer"

    @property
    def skill(self) -> str:
        return str(self.state.get("skill", ""))


class Skill(Protocol):
    name: str

    def wants(self, incoming: Incoming, around: Turned) -> bool:
        """Cheap, and without a trace."""

    def respond(self, incoming: Incoming, around: Turned) -> Outcome | None:
        """None: after all it is not for this skill; the next one is asked."""
