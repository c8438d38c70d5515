"""A file of applications that a clerk asked for: written by the worker, sealed, gone after a day."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from municipalities.accounts.models import StaffUser
from municipalities.tenancy.sealed_row import SealedRow

from .form import Form


class ExportState(models.TextChoices):
    WAITING = "waiting", _("順番待ち")
    RUNNING = "running", _("作成中")
    DONE = "done", _("できました")
    FAILED = "failed", _("失敗しました")


class ExportQuerySet(models.QuerySet):
    def of(self, staff: StaffUser) -> "ExportQuerySet":
        return self.filter(requested_by=staff)

    def left_behind(self, *, at: datetime) -> "ExportQuerySet":
        """Never begun, or begun by a worker that died: its lease ran out."""
        return self.filter(state__in=[ExportState.WAITING, ExportState.RUNNING]).filter(
            Q(leased_until=None) | Q(leased_until__lt=at)
        )


class Export(SealedRow):
    """`attempt` counts the workers that began it: one that lost its lease no longer writes. `warnings`: sentences, sealed."""

    form = models.ForeignKey(Form, verbose_name=_("手続"), on_delete=models.PROTECT, related_name="exports")
    requested_by = models.ForeignKey(
        StaffUser, verbose_name=_("職員"), on_delete=models.PROTECT, related_name="exports"
    )
    format = models.CharField(_("形式"), max_length=20)
    submitted_from = models.DateField(_("申請日（から）"), null=True, blank=True)
    submitted_to = models.DateField(_("申請日（まで）"), null=True, blank=True)
    state = models.CharField(_("状態"), max_length=10, choices=ExportState.choices, default=ExportState.WAITING)
    rows_total = models.PositiveIntegerField(_("件数"), default=0)
    rows_done = models.PositiveIntegerField(_("書き出した件数"), default=0)
    size = models.PositiveBigIntegerField(_("大きさ（バイト）"), default=0)
    warnings_sealed = models.BinaryField(null=True, editable=False)
    attempt = models.PositiveIntegerField(default=0, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(_("依頼日時"), auto_now_add=True)
    expires_at = models.DateTimeField(_("有効期限"))

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("書き出し")
        verbose_name_plural = _("書き出し")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ExportState.values), name="export_state_is_known"),
            models.CheckConstraint(condition=Q(rows_done__lte=models.F("rows_total")), name="export_done_within_total"),
        ]

    def __str__(self) -> str:
        return f"{self.form}（{self.format}）"

    @property
    def warnings(self) -> list[str]:
        text = self.open_text(self.warnings_sealed, field="warnings") if self.warnings_sealed else ""
        return text.split("\n") if text else []

    @warnings.setter
    def warnings(self, sentences: list[str]) -> None:
        self.warnings_sealed = self.seal_text("\n".join(sentences), field="warnings") if sentences else None

    @property
    def place(self) -> str:
        """What its file is sealed for."""
        return f"export:{self.public_id}:{self.attempt}"

    @property
    def percent(self) -> int:
        return 100 * self.rows_done // self.rows_total if self.rows_total else 0
