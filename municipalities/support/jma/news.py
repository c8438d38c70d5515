"""One warning in one town: is it news, and what do the town's rules make of it?"""

from dataclasses import dataclass

from . import steps
from .rules import Action, Rules
from .telegram import CONTINUED, CORRECTED, ISSUED, LIFTED, LOWERED, Warning

# They happen; they do not get less.
ONCE_ONLY = ("earthquake", "record_rain", "rain_band", "rain_band_forecast", "snow_burst")

Told = tuple[str, str, str]  # subject, step, name
BY_RULE = {
    Action.SEND: "自動で送る設定です。",
    Action.WAIT: "職員の確認を待つ設定です。",
    Action.IGNORE: "知らせない設定です。",
}


@dataclass(frozen=True)
class News:
    """`was`: the name of what it comes from, for 「AからBに」. `area_name`: where 震度 was felt, if it is wider than the town."""

    action: Action
    change: str
    warning: Warning
    reason: str
    was: str = ""
    area_name: str = ""


def news_of(
    warning: Warning, *, rules: Rules, told: Told | None, knows_before: bool, is_correction: bool = False
) -> News:
    """`told`: what residents were last told of this topic. `knows_before`: False when nothing is remembered at all."""
    previous = told[1] if told else None if knows_before else _previous_by_itself(warning)
    if warning.change == LIFTED:
        return _lifted(warning, rules=rules, previous=previous, told=told)
    if told and told[1] == warning.step:
        return News(Action.IGNORE, CONTINUED, warning, f"「{warning.name}」はすでに知らせた内容です。")
    if told and is_correction:
        return _corrected(warning, rules=rules, told=told)
    if warning.subject in ONCE_ONLY and steps.rank(previous) > steps.rank(warning.step):
        return News(Action.IGNORE, CONTINUED, warning, f"「{warning.name}」より大きい内容をすでに知らせました。")
    if steps.rank(previous) > steps.rank(warning.step):
        return _lowered(warning, rules=rules, previous=previous or "", told=told)
    if warning.change == CONTINUED and not knows_before:
        return News(Action.IGNORE, CONTINUED, warning, f"「{warning.name}」は前の電文から変わっていません。")
    action = rules.action(warning.subject, warning.step)
    seen = "観測されました" if warning.subject == "earthquake" else "発表されました"
    return News(action, ISSUED, warning, f"「{warning.name}」が{seen}。{BY_RULE[action]}")


def gone(told: Told, *, topic: str, change: str) -> News:
    """What was told is over although the telegram does not say so of it: it is not in it any more, or taken back."""
    subject, step, name = told
    warning = Warning(subject=subject, step=step, name=name, change=change, topic=topic)
    over = "解除されました" if change == LIFTED else "取り消されました"
    return News(Action.WAIT, change, warning, f"先に知らせた「{name}」は{over}。知らせるかどうかを職員が確認します。")


def _corrected(warning: Warning, *, rules: Rules, told: Told) -> News:
    """A graver one goes the way of its rule; one that takes back some of what was told waits for a clerk."""
    is_graver = steps.rank(warning.step) > steps.rank(told[1])
    action = rules.action(warning.subject, warning.step) if is_graver else Action.WAIT
    by = BY_RULE[action] if is_graver else "知らせるかどうかを職員が確認します。"
    return News(action, CORRECTED, warning, f"「{told[2]}」は「{warning.name}」に訂正されました。{by}", was=told[2])


def _previous_by_itself(warning: Warning) -> str | None:
    """What the telegram alone tells of before. A lifted warning was in its own step."""
    return warning.before or (warning.step if warning.change == LIFTED else None)


def _lifted(warning: Warning, *, rules: Rules, previous: str | None, told: Told | None) -> News:
    name = told[2] if told else warning.name
    if previous is None or rules.action(warning.subject, previous) == Action.IGNORE:
        return News(
            Action.IGNORE, LIFTED, warning, f"「{name}」の解除です。発表を知らせていないため、解除も知らせません。"
        )
    return News(
        Action.WAIT,
        LIFTED,
        warning,
        f"「{name}」が解除されました。解除を知らせるかどうかを職員が確認します。",
        was=name,
    )


def _lowered(warning: Warning, *, rules: Rules, previous: str, told: Told | None) -> News:
    if rules.action(warning.subject, previous) == Action.IGNORE:
        return News(Action.IGNORE, LOWERED, warning, f"「{warning.name}」への引き下げです。{BY_RULE[Action.IGNORE]}")
    reason = f"「{warning.name}」に引き下げられました。知らせるかどうかを職員が確認します。"
    return News(Action.WAIT, LOWERED, warning, reason, was=told[2] if told else "")
