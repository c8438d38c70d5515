"""When the town's counters are open: a row for each weekday, and days that differ. Where there is no row, the usual hours hold."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from municipalities.support.opening_hours import (
    DEFAULT_SPAN,
    DEFAULT_WEEK,
    LONGEST_CLOSURE,
    OpeningHours,
    Span,
    SpecialHours,
)


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("月曜日")
    TUESDAY = 1, _("火曜日")
    WEDNESDAY = 2, _("水曜日")
    THURSDAY = 3, _("木曜日")
    FRIDAY = 4, _("金曜日")
    SATURDAY = 5, _("土曜日")
    SUNDAY = 6, _("日曜日")


class Hours(models.Model):
    """`is_open` False: closed, whatever the times say."""

    is_open = models.BooleanField(_("開いている"), default=True)
    opens_at = models.TimeField(_("開く時刻"), default=DEFAULT_SPAN.opens)
    closes_at = models.TimeField(_("閉まる時刻"), default=DEFAULT_SPAN.closes)

    class Meta:
        abstract = True

    @property
    def span(self) -> Span | None:
        return Span(self.opens_at, self.closes_at) if self.is_open else None


class WeekdayHours(Hours):
    weekday = models.PositiveSmallIntegerField(_("曜日"), choices=Weekday.choices, unique=True)

    class Meta:
        verbose_name = _("窓口の時間")
        verbose_name_plural = _("窓口の時間")
        ordering = ["weekday"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__in=Weekday.values), name="weekday_is_known"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=models.F("opens_at")),
                name="weekday_closes_after_opening",
                violation_error_message=_("閉まる時刻は、開く時刻よりあとにしてください。"),
            ),
        ]

    def __str__(self) -> str:
        return self.get_weekday_display()


class SpecialDay(Hours):
    """A holiday of the town, a day on which it opens although it is one, a day with other hours."""

    day = models.DateField(_("日付"), unique=True)
    name = models.CharField(_("理由"), max_length=60, help_text=_("例：町制記念日、休日窓口"))

    class Meta:
        verbose_name = _("特別な日")
        verbose_name_plural = _("特別な日")
        ordering = ["day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=models.F("opens_at")),
                name="special_day_closes_after_opening",
                violation_error_message=_("閉まる時刻は、開く時刻よりあとにしてください。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y/%m/%d} {self.name}"


def opening_hours(*, around: date) -> OpeningHours:
    """The town's hours from a week before a day to a year after it: two statements."""
    rows = WeekdayHours.objects.all()
    week = {row.weekday: row.span for row in rows}
    known = {weekday: week.get(weekday, DEFAULT_WEEK.get(weekday)) for weekday in Weekday.values}
    near = (around - timedelta(days=7), around + timedelta(days=LONGEST_CLOSURE))
    days = SpecialDay.objects.filter(day__range=near)
    return OpeningHours(
        {weekday: span for weekday, span in known.items() if span},
        {row.day: SpecialHours(row.name, row.span) for row in days},
    )


def complete_week() -> None:
    """A row for each weekday, so that there is something to edit."""
    rows = [WeekdayHours(weekday=weekday, is_open=weekday in DEFAULT_WEEK) for weekday in Weekday.values]
    WeekdayHours.objects.bulk_create(rows, ignore_conflicts=True)
