"""Who did or saw what, when. Append-only: a trigger refuses UPDATE and DELETE (migration 0002)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditRecord(models.Model):
    """`detail` holds names of fields and states, never a resident's answers."""

    at = models.DateTimeField(_("日時"), auto_now_add=True)
    actor_id = models.BigIntegerField(_("職員番号"), null=True)
    actor_name = models.CharField(_("職員"), max_length=150)
    action = models.CharField(_("操作"), max_length=60)
    object_type = models.CharField(_("対象の種類"), max_length=60)
    object_id = models.CharField(_("対象の番号"), max_length=60)
    object_label = models.CharField(_("対象"), max_length=200, blank=True)
    detail = models.JSONField(_("内容"), default=dict)

    class Meta:
        verbose_name = _("監査記録")
        verbose_name_plural = _("監査記録")
        ordering = ["-id"]
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_by_object")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.action}"
