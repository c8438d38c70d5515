"""The clerks' working copy: when each category is collected in each area, when nothing is, and the days that differ."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from municipalities.calendars.recurrence import Kind, Rule
from municipalities.calendars.waste.sentences import rule_sentence

from .waste import WasteArea, WasteCategory

WEEKDAYS = [(0, _("月")), (1, _("火")), (2, _("水")), (3, _("木")), (4, _("金")), (5, _("土")), (6, _("日"))]
WEEKS = [(1, _("第1")), (2, _("第2")), (3, _("第3")), (4, _("第4")), (5, _("第5")), (-1, _("最終"))]
LONGEST_INTERVAL = 52


class RuleKind(models.TextChoices):
    WEEKLY = Kind.WEEKLY.value, _("毎週")
    MONTHLY = Kind.MONTHLY.value, _("毎月の第何曜日")
    INTERVAL = Kind.INTERVAL.value, _("何週かに1回")
    DAYS = Kind.DAYS.value, _("日付を指定")
    NONE = Kind.NONE.value, _("日程なし（注意だけ）")


class ExceptionDeed(models.TextChoices):
    COLLECT = "collect", _("臨時に収集する")
    SKIP = "skip", _("収集しない")
    MOVE = "move", _("別の日に収集する")
    PUT_OUT_BY = "put_out_by", _("出す時刻を変える")


def _numbers(**options: object) -> ArrayField:
    return ArrayField(models.SmallIntegerField(), default=list, blank=True, **options)


NO_WEEKDAYS, NO_WEEKS = Q(weekdays__len=0), Q(weeks__len=0)
NO_INTERVAL, NO_DAYS = Q(every=0, anchor=None), Q(days__len=0)
FITS_ITS_KIND = (
    Q(kind=Kind.WEEKLY.value, weekdays__len__gt=0) & NO_WEEKS & NO_INTERVAL & NO_DAYS
    | Q(kind=Kind.MONTHLY.value, weekdays__len__gt=0, weeks__len__gt=0) & NO_INTERVAL & NO_DAYS
    | Q(kind=Kind.INTERVAL.value, every__range=(1, LONGEST_INTERVAL), anchor__isnull=False) & NO_WEEKDAYS & NO_WEEKS & NO_DAYS
    | Q(kind=Kind.DAYS.value, days__len__gt=0, months__len=0) & NO_WEEKDAYS & NO_WEEKS & NO_INTERVAL
    | Q(kind=Kind.NONE.value) & NO_WEEKDAYS & NO_WEEKS & NO_INTERVAL & NO_DAYS & ~Q(note="")
)  # fmt: skip


class CollectionRule(models.Model):
    area = models.ForeignKey(WasteArea, verbose_name=_("地区"), on_delete=models.CASCADE, related_name="rules")
    category = models.ForeignKey(WasteCategory, verbose_name=_("分類"), on_delete=models.CASCADE, related_name="rules")
    kind = models.CharField(_("決まり"), max_length=10, choices=RuleKind.choices, default=RuleKind.WEEKLY)
    weekdays = _numbers(verbose_name=_("曜日"))
    weeks = _numbers(verbose_name=_("第何週"))
    months = _numbers(verbose_name=_("月（選ばなければ毎月）"))
    every = models.PositiveSmallIntegerField(_("何週に1回"), default=0)
    anchor = models.DateField(_("数えはじめる収集日"), null=True, blank=True)
    days = ArrayField(models.DateField(), verbose_name=_("収集日"), default=list, blank=True)
    first_on = models.DateField(_("この日から"), null=True, blank=True)
    last_on = models.DateField(_("この日まで"), null=True, blank=True)
    note = models.CharField(_("注意事項"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("収集日の決まり")
        verbose_name_plural = _("収集日の決まり")
        ordering = ["area__position", "area_id", "category__position", "category_id", "id"]
        constraints = [
            models.CheckConstraint(condition=FITS_ITS_KIND, name="collection_rule_fits_its_kind"),
            models.CheckConstraint(
                condition=Q(weekdays__contained_by=[0, 1, 2, 3, 4, 5, 6])
                & Q(weeks__contained_by=[1, 2, 3, 4, 5, -1])
                & Q(months__contained_by=list(range(1, 13))),
                name="collection_rule_numbers_are_known",
            ),
            models.CheckConstraint(
                condition=Q(first_on=None) | Q(last_on=None) | Q(last_on__gte=F("first_on")), name="collection_rule_ends_after_its_beginning",
                violation_error_message=_("「この日まで」は、「この日から」よりあとにしてください。"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return rule_sentence(self.as_rule())

    def as_rule(self) -> Rule:
        return Rule(
            Kind(self.kind), tuple(self.weekdays), tuple(self.weeks), tuple(self.months), self.every, self.anchor,
            tuple(self.days), self.first_on, self.last_on,
        )  # fmt: skip


class CollectionBreak(models.Model):
    """年末年始 and the like: regular rules do not fall into it; days named one by one do."""

    name = models.CharField(_("名前"), max_length=120, help_text=_("例：年末年始"))
    first_on = models.DateField(_("初日"))
    last_on = models.DateField(_("最終日"))
    center = models.CharField(
        _("センター"), max_length=120, blank=True, help_text=_("空けておくと、すべての地区の休みになります")
    )
    shifts = models.BooleanField(
        _("1週間あとにずらす"),
        default=False,
        help_text=_("「第1金曜」などが休みにあたるとき、翌週に収集します。毎週の収集は休みます"),
    )

    class Meta:
        verbose_name = _("休止期間")
        verbose_name_plural = _("休止期間（年末年始など）")
        ordering = ["first_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="collection_break_ends_after_its_beginning",
                violation_error_message=_("最終日は、初日よりあとにしてください。"),
            ),
            models.UniqueConstraint(fields=["center", "first_on", "last_on", "name"], name="collection_break_is_once"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name}（{self.first_on:%Y/%m/%d}〜{self.last_on:%Y/%m/%d}）"


class CollectionException(models.Model):
    """`area`, `category` None: all. The exacter row goes before the wider."""

    area = models.ForeignKey(
        WasteArea, verbose_name=_("地区"), on_delete=models.CASCADE, null=True, blank=True, related_name="exceptions",
        help_text=_("空けておくと、すべての地区"),
    )  # fmt: skip
    category = models.ForeignKey(
        WasteCategory, verbose_name=_("分類"), on_delete=models.CASCADE, null=True, blank=True, related_name="exceptions",
        help_text=_("空けておくと、すべての分類"),
    )  # fmt: skip
    day = models.DateField(_("日付"))
    deed = models.CharField(_("内容"), max_length=10, choices=ExceptionDeed.choices)
    moved_to = models.DateField(_("収集する日"), null=True, blank=True)
    put_out_by = models.TimeField(_("出す時刻（まで）"), null=True, blank=True)
    note = models.CharField(_("理由・お知らせ"), max_length=200, blank=True)
    is_imported = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("例外の日")
        verbose_name_plural = _("例外の日")
        ordering = ["day", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(deed__in=ExceptionDeed.values), name="collection_exception_deed_is_known"),
            models.CheckConstraint(
                condition=Q(deed="move", moved_to__isnull=False) & ~Q(moved_to=F("day")) | ~Q(deed="move") & Q(moved_to=None),
                name="collection_exception_is_moved_iff_it_has_a_day",
                violation_error_message=_("「別の日に収集する」では、もとの日とちがう「収集する日」を入れてください。ほかの内容では空けてください。"),
            ),
            models.CheckConstraint(
                condition=Q(deed="put_out_by", put_out_by__isnull=False) | ~Q(deed="put_out_by") & Q(put_out_by=None),
                name="collection_exception_has_an_hour_iff_it_changes",
                violation_error_message=_("「出す時刻を変える」では時刻を入れてください。ほかの内容では空けてください。"),
            ),
            # Of one day only one thing is true; an hour may come to it.
            models.UniqueConstraint(
                fields=["area", "category", "day"], condition=~Q(deed="put_out_by"), name="collection_exception_is_once_a_day",
                nulls_distinct=False, violation_error_message=_("この地区と分類には、同じ日の例外がすでにあります。"),
            ),
            models.UniqueConstraint(
                fields=["area", "category", "day"], condition=Q(deed="put_out_by"), name="collection_exception_has_one_hour_a_day",
                nulls_distinct=False, violation_error_message=_("この地区と分類には、同じ日の時刻の変更がすでにあります。"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.day:%Y/%m/%d} {self.get_deed_display()}"
