"""A telegram, the towns, their rules, what is known: what would be done, and why. Nothing is done here."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from . import steps
from .freshness import why_not_by_itself, why_useless
from .kinds import why_left_alone
from .known import Known
from .news import News, Told, gone, news_of
from .places import Places, Town
from .rules import DEFAULT_RULES, Action, Rules
from .summary import summarize
from .telegram import LIFTED, WITHDRAWN, Area, Telegram, Warning
from .verdict import Judgement, TownVerdict
from .wording import body_of, title_of

SNAPSHOTS = ("VPWW",)  # each telegram has all that is in force: what is missing is over
Heard = list[tuple[Area, Warning]]


def judge(
    telegram: Telegram,
    places: Places,
    *,
    rules: Mapping[str, Rules] | None = None,
    known: Known | None = None,
    at: datetime | None = None,
) -> Judgement:
    """`rules` by the town's code, the default where there is none. `known` None: the telegram is judged by itself alone.

    `at`: the moment of judging; None judges as if the telegram had just been issued.
    """
    refusal = _why_ignored(telegram, known) or why_useless(telegram, at)
    if refusal:
        return Judgement(Action.IGNORE, refusal)
    if telegram.info_type == "取消":
        return _withdraw(telegram, places, known)
    heard = _heard(telegram, places)
    verdicts: list[TownVerdict] = []
    for town in places.towns:
        own, its_rules = heard.get(town.code), (rules or {}).get(town.code, DEFAULT_RULES)
        said = _said(telegram, own or [], rules=its_rules, told=_told(town, known))
        news = [_braked(one, is_rough, telegram, at) for one, is_rough in said]
        verdicts += _verdicts(telegram, town, news + _unsaid(telegram, town, own, known))
    return summarize(telegram, places, verdicts)


def _why_ignored(telegram: Telegram, known: Known | None) -> str:
    if telegram.status != "通常":
        return f"「{telegram.status}」の電文です。住民には知らせません。"
    if telegram.says_drill:
        return "本文に訓練または試験とある電文です。住民には知らせません。"
    if not telegram.kind:
        return why_left_alone(telegram.title)
    if known and known.is_older(telegram):
        return "すでに新しい電文を受け取っています。"
    if known and known.is_same(telegram):
        return "すでに受け取った電文です。"
    return ""


def _heard(telegram: Telegram, places: Places) -> dict[str, Heard]:
    """By the town's code. A town that is named without a warning has an empty list."""
    heard: dict[str, Heard] = {}
    for area in telegram.areas:
        for town in places.covered_by(area):
            heard.setdefault(town.code, []).extend((area, warning) for warning in area.warnings)
    return heard


def _told(town: Town, known: Known | None) -> dict[str, Told] | None:
    """None when nothing is remembered at all."""
    return {topic: what for (code, topic), what in known.told.items() if code == town.code} if known else None


def _said(telegram: Telegram, heard: Heard, *, rules: Rules, told: dict[str, Told] | None) -> list[tuple[News, bool]]:
    """The news in what the telegram says of a town, and with each whether its area was rough."""
    news = []
    for area, warning in _highest(heard):
        one = news_of(
            warning,
            rules=rules,
            told=(told or {}).get(warning.topic),
            knows_before=told is not None,
            is_correction=telegram.info_type == "訂正",
        )
        # 「岐阜山県市」 is how 気象庁 writes 山県市: a town is called by its own name, a region by the telegram's.
        news.append((replace(one, area_name="" if area.municipality_code else area.name), bool(area.named_in)))
    return news


def _unsaid(telegram: Telegram, town: Town, heard: Heard | None, known: Known | None) -> list[News]:
    """The end of what this stream told the town and no longer says."""
    change = _is_over(telegram, is_named=heard is not None)
    if known is None or change is None:
        return []
    named = {warning.topic for _, warning in heard or []}
    own = {topic: what for (code, topic), what in known.told_from(telegram).items() if code == town.code}
    return [gone(what, topic=topic, change=change) for topic, what in own.items() if topic not in named]


def _is_over(telegram: Telegram, *, is_named: bool) -> str | None:
    """How a warning ended that was told and that the telegram no longer has; None when its silence means nothing."""
    if telegram.info_type == "訂正":
        return WITHDRAWN
    return LIFTED if is_named and telegram.kind.startswith(SNAPSHOTS) else None


def _highest(heard: Heard) -> Heard:
    """A town in several areas (its parts, its gauges) has the highest step of each topic; one lifted counts least."""
    best: dict[str, tuple[Area, Warning]] = {}
    for area, warning in heard:
        other = best.get(warning.topic)
        if other is None or _weight(warning) > _weight(other[1]):
            best[warning.topic] = (area, warning)
    return list(best.values())


def _weight(warning: Warning) -> int:
    return 0 if warning.change == LIFTED else steps.rank(warning.step)


def _braked(news: News, is_rough: bool, telegram: Telegram, at: datetime | None) -> News:
    brake = why_not_by_itself(telegram, at, is_rough=is_rough) if news.action == Action.SEND else ""
    return replace(news, action=Action.WAIT, reason=news.reason.split("。")[0] + "。" + brake) if brake else news


def _verdicts(telegram: Telegram, town: Town, news: Iterable[News]) -> list[TownVerdict]:
    """One message for each action: what goes out by itself does not carry along what a clerk has yet to look at."""
    by_action: dict[Action, list[News]] = {}
    for one in sorted(news, key=lambda one: -steps.severity(one.warning.step)):
        by_action.setdefault(one.action, []).append(one)
    told = [(action, by_action[action]) for action in (Action.SEND, Action.WAIT) if action in by_action]
    if not told and Action.IGNORE in by_action:
        return [TownVerdict(town, Action.IGNORE, " ".join(one.reason for one in by_action[Action.IGNORE]))]
    return [_verdict(telegram, town, action, own) for action, own in told]


def _verdict(telegram: Telegram, town: Town, action: Action, news: list[News]) -> TownVerdict:
    return TownVerdict(
        town=town,
        action=action,
        reason=" ".join(one.reason for one in news),
        severity=max(steps.severity(one.warning.step) if one.change not in (LIFTED, WITHDRAWN) else 1 for one in news),
        title=title_of(telegram, town, news),
        body=body_of(telegram, town, news),
        told={one.warning.topic: _what(one) for one in news},
    )


def _what(news: News) -> Told | None:
    over = news.change in (LIFTED, WITHDRAWN)
    return None if over else (news.warning.subject, news.warning.step, news.warning.name)


def _withdraw(telegram: Telegram, places: Places, known: Known | None) -> Judgement:
    """A 取消 says what it takes back only by its EventID; without memory, by the areas that it may name."""
    if known is None:
        heard = _heard(telegram, places)
        told = {
            (town, warning.topic): (warning.subject, warning.step, warning.name)
            for town, own in heard.items()
            for _, warning in own
        }
    else:
        told = known.told_from(telegram)
    verdicts: list[TownVerdict] = []
    for town in places.towns:
        own = [gone(what, topic=topic, change=WITHDRAWN) for (code, topic), what in told.items() if code == town.code]
        verdicts += _verdicts(telegram, town, own)
    if not verdicts:
        return Judgement(Action.IGNORE, "取消の電文です。取り消す内容をどの市町村にも知らせていません。", is_news=True)
    return summarize(telegram, places, verdicts)
