"""Where the portal calls when something happened, and each call it owes. Nothing personal: a program asks back by the API."""

import base64
import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from municipalities.tenancy.encryption import open_sealed, seal

SECRET_PREFIX = "whsec_"  # https://www.standardwebhooks.com


class WebhookEvent(models.TextChoices):
    SUBMITTED = "application.submitted", _("申請が届いた")
    RESUBMITTED = "application.resubmitted", _("修正された申請が届いた")
    STATUS_CHANGED = "application.status_changed", _("申請の状態が変わった")


PING = "webhook.ping"


class WebhookEndpoint(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("つなぐシステムの名前"), max_length=60)
    url = models.CharField(_("知らせる先のURL"), max_length=500)
    secret_sealed = models.BinaryField(editable=False)
    events = ArrayField(
        models.CharField(max_length=40, choices=WebhookEvent.choices), verbose_name=_("知らせるできごと")
    )
    is_active = models.BooleanField(_("使用中"), default=True)
    created_at = models.DateTimeField(_("登録日時"), auto_now_add=True)

    class Meta:
        verbose_name = _("連携先への通知")
        verbose_name_plural = _("連携先への通知")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(events__contained_by=WebhookEvent.values) & Q(events__len__gt=0),
                name="webhook_events_are_known",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def secret(self) -> bytes:
        return open_sealed(self.secret_sealed, place=self._place)

    @secret.setter
    def secret(self, secret: bytes) -> None:
        self.secret_sealed = seal(secret, place=self._place)

    @property
    def secret_text(self) -> str:
        return SECRET_PREFIX + base64.b64encode(self.secret).decode()

    @property
    def _place(self) -> str:
        return f"webhookendpoint:{self.public_id}:secret"


class WebhookDelivery(models.Model):
    """`public_id` is the webhook-id: the same over all attempts and replays. The outbox says when it is tried again."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    endpoint = models.ForeignKey(
        WebhookEndpoint, verbose_name=_("つなぐシステム"), on_delete=models.CASCADE, related_name="deliveries"
    )
    event = models.CharField(_("できごと"), max_length=40)
    payload = models.JSONField(_("内容"))
    created_at = models.DateTimeField(_("できごとの日時"), auto_now_add=True)
    attempts = models.PositiveIntegerField(_("試行回数"), default=0)
    response_status = models.PositiveSmallIntegerField(_("相手の答え"), null=True)
    last_error = models.CharField(_("最後のエラー"), max_length=80, blank=True)
    delivered_at = models.DateTimeField(_("届いた日時"), null=True)

    class Meta:
        verbose_name = _("連携先への通知の記録")
        verbose_name_plural = _("連携先への通知の記録")
        ordering = ["-id"]
        indexes = [models.Index(fields=["endpoint", "-id"], name="webhook_delivery_of_endpoint")]

    def __str__(self) -> str:
        return f"{self.event} {self.public_id}"
