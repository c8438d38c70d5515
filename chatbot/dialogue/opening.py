"""The hours of the counters, in sentences."""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.opening.models import opening_hours
from municipalities.support.japanese_calendar import JST
from municipalities.support.opening_hours import OpeningHours, Span


def hours_now() -> tuple[OpeningHours, datetime]:
    now = timezone.now()
    return opening_hours(around=now.astimezone(JST).date()), now


def week_text(hours: OpeningHours) -> str:
    """`月曜から金曜は午前8時30分から午後5時15分まで（祝日と年末年始を除く）`"""
    parts = [
        _("%(days)sは%(span)s") % {"days": _days_text(first, last), "span": span_text(span)}
        for first, last, span in _runs(hours)
    ]
    if not parts:
        return _("窓口は、いま開いていません。")
    return _("窓口の時間は、%(parts)sです（祝日と年末年始を除く）。") % {"parts": _("、").join(parts)}


def now_text(hours: OpeningHours, *, at: datetime) -> str:
    closing = hours.closing(at=at)
    if closing is not None:
        return _("いまは開いています。今日は%(time)sまでです。") % {"time": clock_text(closing.time())}
    opening = hours.next_opening(at=at)
    if opening is None:
        return _("いまは閉まっています。")
    return _("いまは閉まっています。次に開くのは、%(moment)sです。") % {"moment": moment_text(opening)}


def day_text(hours: OpeningHours, day: date) -> str:
    span, name = hours.on(day), hours.name_of(day)
    facts = {"day": short_day(day), "name": name, "span": span_text(span) if span else ""}
    if span is not None:
        return _("%(day)sは、%(span)s開いています。") % facts
    if name:
        return _("%(day)sは、%(name)sのため、窓口は閉まっています。") % facts
    return _("%(day)sは、窓口は閉まっています。") % facts


def weekday_text(hours: OpeningHours, weekday: int) -> str:
    span = hours.week.get(weekday)
    facts = {"day": _("%(weekday)s日") % {"weekday": _weekday(weekday)}, "span": span_text(span) if span else ""}
    if span is not None:
        return _("%(day)sは、%(span)s開いています。") % facts
    return _("%(day)sは、窓口は閉まっています。") % facts


def moment_text(moment: datetime) -> str:
    """`11月25日（水）午前8時30分`"""
    local = moment.astimezone(JST)
    return f"{short_day(local.date())}{clock_text(local.time())}"


def span_text(span: Span) -> str:
    return _("%(opens)sから%(closes)sまで") % {"opens": clock_text(span.opens), "closes": clock_text(span.closes)}


def clock_text(clock: time) -> str:
    half = _("午前") if clock.hour < 12 else _("午後")
    facts = {"half": half, "hour": clock.hour % 12, "minute": clock.minute}
    if clock == time(12):
        return _("正午")
    return (_("%(half)s%(hour)d時%(minute)d分") if clock.minute else _("%(half)s%(hour)d時")) % facts


def short_day(day: date) -> str:
    return _("%(month)d月%(day)d日（%(weekday)s）") % {
        "month": day.month, "day": day.day, "weekday": _weekday(day.weekday()).removesuffix("曜"),
    }  # fmt: skip


def _runs(hours: OpeningHours) -> Iterator[tuple[int, int, Span]]:
    """Weekdays that follow each other with the same hours: (first, last, hours)."""
    for span, run in groupby(range(7), key=hours.week.get):
        days = list(run)
        if span is not None:
            yield days[0], days[-1], span


def _days_text(first: int, last: int) -> str:
    names = {"first": _weekday(first), "last": _weekday(last)}
    return names["first"] if first == last else _("%(first)sから%(last)s") % names


def _weekday(number: int) -> str:
    """0: Monday."""
    return (_("月曜"), _("火曜"), _("水曜"), _("木曜"), _("金曜"), _("土曜"), _("日曜"))[number]
