"""The verdicts of the towns → one for the whole telegram, with a sentence a clerk understands."""

from collections.abc import Sequence

from .places import Places
from .rules import Action
from .telegram import Telegram
from .verdict import Judgement, TownVerdict

DONE = {Action.SEND: "自動で送信", Action.WAIT: "職員の確認待ち"}


def summarize(telegram: Telegram, places: Places, verdicts: Sequence[TownVerdict]) -> Judgement:
    if not verdicts:
        return Judgement(Action.IGNORE, _elsewhere(telegram, places), is_news=True)
    action = max((verdict.action for verdict in verdicts), key=lambda one: one.weight)
    if action == Action.IGNORE:
        return Judgement(action, _all_ignored(verdicts), tuple(verdicts), is_news=True)
    said = [
        _done(one, [verdict for verdict in verdicts if verdict.action == one]) for one in (Action.SEND, Action.WAIT)
    ]
    return Judgement(action, "".join(part for part in said if part), tuple(verdicts), is_news=True)


def _elsewhere(telegram: Telegram, places: Places) -> str:
    active = [area.name for area in telegram.areas if area.warnings]
    if not telegram.areas:
        return "電文に対象の地域がありません。"
    if not active:
        return "発表中の警報・注意報はありません。"
    return f"対象は{active[0]}{'など' if len(active) > 1 else ''}で、{places.name}の市町村はありません。"


def _all_ignored(verdicts: Sequence[TownVerdict]) -> str:
    reasons = list(dict.fromkeys(verdict.reason for verdict in verdicts))
    return f"{_towns(verdicts)}：{reasons[0]}" + (
        "ほかの市町村にも、知らせる内容はありません。" if len(reasons) > 1 else ""
    )


def _done(action: Action, verdicts: list[TownVerdict]) -> str:
    if not verdicts:
        return ""
    gravest = max(verdicts, key=lambda verdict: verdict.severity)
    return f"{DONE[action]}（{_towns(verdicts)}）：{gravest.reason}"


def _towns(verdicts: Sequence[TownVerdict]) -> str:
    first = verdicts[0].town.name
    return first if len(verdicts) == 1 else f"{first}など{len(verdicts)}市町村"
