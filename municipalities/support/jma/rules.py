"""What a town does with which warning: a table of subject × step → action. A town's own wishes are changes to the default."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from . import steps


class Action(StrEnum):
    """In the order of what they ask of a town; the highest of several wins."""

    IGNORE = "ignore"
    WAIT = "wait_for_clerk"
    SEND = "send"

    @property
    def weight(self) -> int:
        return list(Action).index(self)


class InvalidRules(ValueError):
    """`str(error)`: a Japanese sentence."""


@dataclass(frozen=True)
class Rules:
    """`table[subject][step]`. What is not in the table is ignored."""

    table: Mapping[str, Mapping[str, Action]]

    def action(self, subject: str, step: str) -> Action:
        return self.table.get(subject, {}).get(step, Action.IGNORE)

    def changed(self, wishes: Mapping[str, Mapping[str, str]]) -> "Rules":
        """`{"earthquake": {"4": "send"}}`, as stored for a town. Raises InvalidRules for an unknown subject, step or action."""
        table = {subject: dict(row) for subject, row in self.table.items()}
        for subject, row in wishes.items():
            if not isinstance(row, Mapping):
                raise InvalidRules(f"「{subject}」には区分ごとの扱いを書いてください。")
            for step, action in row.items():
                if step not in table.get(subject, {}):
                    raise InvalidRules(f"「{subject}」の「{step}」という区分はありません。")
                if action not in list(Action):
                    raise InvalidRules(
                        f"「{action}」は選べません。ignore、wait_for_clerk、send のどれかにしてください。"
                    )
                table[subject][step] = Action(action)
        return Rules(table)


def _warnings() -> dict[str, Action]:
    return {
        steps.SPECIAL: Action.SEND,
        steps.DANGER: Action.SEND,
        steps.WARNING: Action.WAIT,
        steps.ADVISORY: Action.IGNORE,
    }


def _bulletin(action: Action) -> dict[str, Action]:
    return {steps.INFORMATION: action}


# Why: life is in danger now → by itself; get ready → a clerk looks, for the town decides on 高齢者等避難 at the same moment;
# take notice → not at all, for who gets every 注意報 blocks the town and misses the one that counts.
DEFAULT_RULES = Rules(
    {
        "heavy_rain": _warnings(),
        "landslide": _warnings(),
        "river_flood": _warnings(),
        "flood": _warnings(),
        "storm_surge": _warnings(),
        "wind": _warnings(),
        "snowstorm": _warnings(),
        "heavy_snow": _warnings(),
        "waves": _warnings(),
        "other": {steps.ADVISORY: Action.IGNORE},
        "record_rain": _bulletin(Action.WAIT),
        "rain_band": _bulletin(Action.WAIT),
        "rain_band_forecast": _bulletin(Action.WAIT),
        "snow_burst": _bulletin(Action.WAIT),
        "tornado_sighted": _bulletin(Action.WAIT),
        "tornado": _bulletin(Action.IGNORE),
        "eruption": _warnings(),
        "earthquake": {
            "7": Action.SEND,
            "6+": Action.SEND,
            "6-": Action.SEND,
            "5+": Action.SEND,
            "5-": Action.SEND,
            steps.UNREPORTED: Action.WAIT,
            "4": Action.WAIT,
            "3": Action.IGNORE,
            "2": Action.IGNORE,
            "1": Action.IGNORE,
        },
    }
)
