"""Rules in sentences: 毎週月曜日・木曜日, 第1・第3水曜日（4月・6月）. Pure, Japanese only: staff read them, and the printed calendar."""

from collections.abc import Iterable

from municipalities.calendars.recurrence import LAST, Kind, Rule

WEEKDAYS = "月火水木金土日"
MOST_DAYS_NAMED = 6


def rule_sentence(rule: Rule) -> str:
    text = _days_text(rule)
    if rule.months:
        text += f"（{'・'.join(f'{month}月' for month in rule.months)}）"
    return text + _span(rule)


def plans_sentence(rules: Iterable[Rule]) -> str:
    """Of all rules of one category in one area; '' where there is none."""
    return "、".join(rule_sentence(rule) for rule in rules if rule.kind != Kind.NONE)


def day_text(day: object) -> str:
    """`12月1日（火）`"""
    return f"{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"  # type: ignore[attr-defined]


def _days_text(rule: Rule) -> str:
    weekdays = "・".join(f"{WEEKDAYS[day]}曜日" for day in rule.weekdays)
    if rule.kind == Kind.WEEKLY:
        return f"毎週{weekdays}"
    if rule.kind == Kind.MONTHLY:
        return "・".join("最終" if week == LAST else f"第{week}" for week in rule.weeks) + weekdays
    if rule.kind == Kind.INTERVAL and rule.anchor:
        return f"{'隔週' if rule.every == 2 else f'{rule.every}週に1回'}{WEEKDAYS[rule.anchor.weekday()]}曜日（{rule.anchor:%Y/%m/%d}から数えて）"
    if rule.kind == Kind.DAYS:
        return _named(rule)
    return "日程の決まりなし"


def _named(rule: Rule) -> str:
    if len(rule.days) <= MOST_DAYS_NAMED:
        return "、".join(day_text(day) for day in rule.days)
    return f"指定された{len(rule.days)}日（{rule.days[0]:%Y/%m/%d}〜{rule.days[-1]:%Y/%m/%d}）"


def _span(rule: Rule) -> str:
    if not (rule.first_on or rule.last_on):
        return ""
    first = f"{rule.first_on:%Y/%m/%d}から" if rule.first_on else ""
    last = f"{rule.last_on:%Y/%m/%d}まで" if rule.last_on else ""
    return f"［{first}{last}］"
