"""How a form is used, in daily counts: never who, never an answer."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .form import Form, FormVersion

CHECK_PAGE = ":check"
"""The place after the last page of questions; no page is called so."""


class Device(models.TextChoices):
    PHONE = "phone", _("スマートフォン・タブレット")
    COMPUTER = "computer", _("パソコン")


class StatisticKind(models.TextChoices):
    STARTED = "started", _("はじめた")
    REACHED = "reached", _("進んだ")
    LEFT = "left", _("途中でやめた")
    ERROR = "error", _("入力のまちがい")


class FormStatisticQuerySet(models.QuerySet):
    def of(self, form: Form, *, version_id: int | None, first: date, last: date) -> "FormStatisticQuerySet":
        found = self.filter(form_version__form=form, day__range=(first, last))
        return found.filter(form_version_id=version_id) if version_id else found


class FormStatistic(models.Model):
    """`place`: the key of a page (reached, left) or question (error); `code`: one of schema.errors, or of an upload."""

    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="statistics")
    day = models.DateField()
    kind = models.CharField(max_length=10, choices=StatisticKind.choices)
    place = models.CharField(max_length=100)
    code = models.CharField(max_length=40)
    device = models.CharField(max_length=10, choices=Device.choices)
    count = models.PositiveIntegerField()

    objects = FormStatisticQuerySet.as_manager()

    class Meta:
        verbose_name = _("利用状況")
        verbose_name_plural = _("利用状況")
        constraints = [
            models.UniqueConstraint(
                fields=["form_version", "day", "kind", "place", "code", "device"], name="statistic_counts_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=StatisticKind.values), name="statistic_kind_is_known"),
            models.CheckConstraint(condition=Q(device__in=Device.values), name="statistic_device_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.form_version_id} {self.day} {self.kind} {self.place} {self.count}"
