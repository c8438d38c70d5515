"""The answer of judge(): what would be done, where, in which words, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .places import Town
from .rules import Action


@dataclass(frozen=True)
class TownVerdict:
    """`title`, `body`: the proposed message, '' when ignored. `severity`: 1–5 (steps.severity), 0 when ignored.

    `told`: what residents will believe per topic once it is done: (subject, step, name), or None for an end.
    """

    town: Town
    action: Action
    reason: str
    severity: int = 0
    title: str = ""
    body: str = ""
    told: Mapping[str, tuple[str, str, str] | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Judgement:
    """`verdicts`: the towns of the prefecture whom the telegram concerns, in their order.

    `is_news`: False for what must leave no trace in the known state: a drill, an older telegram, an unknown kind.
    """

    action: Action
    reason: str
    verdicts: tuple[TownVerdict, ...] = ()
    is_news: bool = False

    @property
    def acted_on(self) -> tuple[TownVerdict, ...]:
        return tuple(verdict for verdict in self.verdicts if verdict.action != Action.IGNORE)

    @property
    def gravest(self) -> TownVerdict | None:
        """Whose words stand for the whole in a list."""
        return max(self.acted_on, key=lambda one: (one.action.weight, one.severity), default=None)
