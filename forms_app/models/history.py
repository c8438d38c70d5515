"""What happened to an application: 経過, read by the resident; notes, read by staff only. Append-only by trigger."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from forms_app.workflow import Actor
from municipalities.accounts.models import StaffUser
from municipalities.tenancy.sealed_row import SealedRow

from .application import STATUS_CHOICES, Application

ACTOR_CHOICES = [(str(Actor.RESIDENT), _("申請者")), (str(Actor.STAFF), _("職員"))]


class StatusChange(SealedRow):
    """`message` is what the resident reads. `verb` is one of workflow.TRANSITIONS, or "submit"."""

    application = models.ForeignKey(
        Application, verbose_name=_("申請"), on_delete=models.PROTECT, related_name="history", db_index=False
    )
    at = models.DateTimeField(_("日時"), auto_now_add=True)
    verb = models.CharField(_("操作"), max_length=30)
    from_status = models.CharField(_("変更前"), max_length=20, choices=STATUS_CHOICES, blank=True)
    to_status = models.CharField(_("変更後"), max_length=20, choices=STATUS_CHOICES)
    actor_kind = models.CharField(_("操作した人"), max_length=10, choices=ACTOR_CHOICES)
    staff = models.ForeignKey(
        StaffUser, verbose_name=_("職員"), on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    message_sealed = models.BinaryField(null=True, editable=False)

    class Meta:
        verbose_name = _("経過")
        verbose_name_plural = _("経過")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["application", "id"], name="history_of_application"),
            models.Index(fields=["staff"], name="history_by_clerk", condition=models.Q(staff__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.verb}"

    @property
    def message(self) -> str:
        return self.open_text(self.message_sealed, field="message") if self.message_sealed else ""

    @message.setter
    def message(self, text: str) -> None:
        self.message_sealed = self.seal_text(text, field="message") if text else None


class InternalNote(SealedRow):
    application = models.ForeignKey(Application, verbose_name=_("申請"), on_delete=models.PROTECT, related_name="notes")
    at = models.DateTimeField(_("日時"), auto_now_add=True)
    staff = models.ForeignKey(StaffUser, verbose_name=_("職員"), on_delete=models.PROTECT, related_name="+")
    text_sealed = models.BinaryField(editable=False)

    class Meta:
        verbose_name = _("内部メモ")
        verbose_name_plural = _("内部メモ")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.application_id} {self.staff_id}"

    @property
    def text(self) -> str:
        return self.open_text(self.text_sealed, field="text")

    @text.setter
    def text(self, text: str) -> None:
        self.text_sealed = self.seal_text(text, field="text")
