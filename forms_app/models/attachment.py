"""A file a resident sent. Its bytes lie sealed under MEDIA_ROOT/<schema>/; the row says whose it is."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .application import Application, Draft


class Attachment(models.Model):
    """Belongs to a draft until that is submitted, then to the application. `digest`: SHA-256 of the bytes received."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.SET_NULL, null=True, related_name="attachments")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, null=True, related_name="attachments")
    field_key = models.CharField(_("設問"), max_length=40)
    name = models.CharField(_("ファイル名"), max_length=120)
    kind = models.CharField(_("種類"), max_length=40)
    size = models.PositiveIntegerField(_("大きさ（バイト）"))
    digest = models.CharField(max_length=64)
    path = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField(_("受信日時"), auto_now_add=True)

    class Meta:
        verbose_name = _("添付ファイル")
        verbose_name_plural = _("添付ファイル")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(draft=None) | Q(application=None), name="attachment_has_one_owner"),
            models.CheckConstraint(condition=Q(size__gt=0), name="attachment_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> str:
        return f"attachment:{self.public_id}:content"
