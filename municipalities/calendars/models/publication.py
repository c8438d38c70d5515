"""What residents read: the calendar as it was when it was published. And the record of what was imported."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from municipalities.accounts.models import StaffUser


class WasteVersion(models.Model):
    """The highest number is the one in force. A trigger refuses every UPDATE and DELETE: an older one comes back as a new one.

    `content`: waste.as_json. `digest`: of the content; equal ones are the same calendar.
    """

    number = models.PositiveIntegerField(_("版"), unique=True)
    content = models.JSONField(_("内容"))
    digest = models.CharField(max_length=64, editable=False)
    note = models.CharField(_("変更の内容"), max_length=200, blank=True)
    published_at = models.DateTimeField(_("公開日時"), auto_now_add=True)
    published_by = models.ForeignKey(
        StaffUser, verbose_name=_("公開した職員"), on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("公開した収集日")
        verbose_name_plural = _("ごみ収集日の公開・取込")
        ordering = ["-number"]
        constraints = [models.CheckConstraint(condition=Q(number__gte=1), name="waste_version_begins_at_one")]

    def __str__(self) -> str:
        return f"第{self.number}版"


class CollectionDayChange(models.Model):
    """A publication changed what goes out on a day that had been told: the fact that somebody may be told of. Nobody reads it yet."""

    version = models.ForeignKey(WasteVersion, on_delete=models.PROTECT, related_name="day_changes")
    area_key = models.CharField(max_length=40)
    category_key = models.CharField(max_length=40)
    day = models.DateField()
    kind = models.CharField(max_length=10, choices=[("added", _("加わった")), ("removed", _("なくなった"))])

    class Meta:
        verbose_name = _("変わった収集日")
        verbose_name_plural = _("変わった収集日")
        ordering = ["day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "area_key", "category_key", "day"], name="collection_day_changes_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["added", "removed"]), name="collection_day_change_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y/%m/%d} {self.get_kind_display()}"


class WasteImport(models.Model):
    """One import into the working copy. `report`: {counts: {…}, problems: [Problem.as_json]}."""

    made_at = models.DateTimeField(_("日時"), auto_now_add=True)
    made_by = models.ForeignKey(
        StaffUser, verbose_name=_("職員"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    files = models.JSONField(_("ファイル"), default=list)
    report = models.JSONField(_("結果"))

    class Meta:
        verbose_name = _("取込の記録")
        verbose_name_plural = _("取込の記録")
        ordering = ["-id"]

    def __str__(self) -> str:
        return "、".join(self.files)
