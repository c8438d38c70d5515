"""The outbox: what is still to be said, to whom, and how often it was tried. All times are the database's.

`pending` is due when its retry time has come and no worker holds it: a dead worker lets go when its lease runs out.
"""

import json
import uuid
from collections.abc import Iterable
from datetime import timedelta

from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from municipalities.tenancy.encryption import open_sealed, seal

from .webhook_models import WebhookDelivery, WebhookEndpoint

__all__ = [
    "OutboxMessage",
    "OutboxQuerySet",
    "OutboxState",
    "WebhookDelivery",
    "WebhookEndpoint",
    "schemas_with_due_messages",
]

DUE = """state = 'pending' AND next_attempt_at <= statement_timestamp()
    AND (leased_until IS NULL OR leased_until < statement_timestamp())"""

_CLAIM = f"""
    UPDATE notifications_outboxmessage
    SET leased_until = statement_timestamp() + %(lease)s, attempts = attempts + 1
    WHERE id = %(id)s AND {DUE}
    RETURNING *
"""  # noqa: S608 (a constant of this file)

# What was announced is left alone for a while: in a backlog, every sweep would announce all of it again.
_ANNOUNCE = f"""
    UPDATE notifications_outboxmessage SET announced_at = statement_timestamp()
    WHERE id IN (
        SELECT id FROM notifications_outboxmessage
        WHERE {DUE} AND (announced_at IS NULL OR announced_at < statement_timestamp() - %(again_after)s)
        ORDER BY next_attempt_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED
    )
    RETURNING id
"""  # noqa: S608 (a constant of this file)


class OutboxState(models.TextChoices):
    PENDING = "pending", _("送信待ち")
    SENT = "sent", _("送信済み")
    FAILED = "failed", _("送信できず")


class OutboxQuerySet(models.QuerySet):
    def pending(self) -> "OutboxQuerySet":
        return self.filter(state=OutboxState.PENDING)

    def claim(self, outbox_id: int, *, lease: timedelta) -> "OutboxMessage | None":
        """Hold a due row for `lease`; None where it is not due, or another worker was first."""
        return next(iter(self.raw(_CLAIM, {"id": outbox_id, "lease": lease})), None)

    def mark_announced(self, *, again_after: timedelta, limit: int) -> list[int]:
        """Ids of due rows that were not announced within `again_after`, the longest waiting first."""
        with connection.cursor() as cursor:
            cursor.execute(_ANNOUNCE, {"again_after": again_after, "limit": limit})
            return sorted(outbox_id for (outbox_id,) in cursor.fetchall())


class OutboxMessage(models.Model):
    """`about` names the fact, e.g. `application:<public id>`, `last_error` a code or class: never personal data."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    channel = models.CharField(_("送信方法"), max_length=20)
    recipient_sealed = models.BinaryField(editable=False)
    content_sealed = models.BinaryField(editable=False)
    about = models.CharField(_("対象"), max_length=100)
    state = models.CharField(_("状態"), max_length=10, choices=OutboxState.choices, default=OutboxState.PENDING)
    attempts = models.PositiveIntegerField(_("試行回数"), default=0)
    created_at = models.DateTimeField(_("作成日時"), db_default=Now())
    next_attempt_at = models.DateTimeField(_("次の送信"), db_default=Now())
    announced_at = models.DateTimeField(null=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(_("送信日時"), null=True, blank=True)
    last_error = models.CharField(_("最後のエラー"), max_length=80, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("送信メッセージ")
        verbose_name_plural = _("送信メッセージ")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=OutboxState.values), name="outbox_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="outbox_sent_at_iff_sent",
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(last_error=""), name="outbox_failed_says_why"),
            models.CheckConstraint(condition=Q(state="pending") | Q(attempts__gte=1), name="outbox_done_was_tried"),
            models.CheckConstraint(
                condition=Q(state="pending") | Q(leased_until__isnull=True), name="outbox_done_is_let_go"
            ),
        ]
        indexes = [models.Index(fields=["next_attempt_at"], condition=Q(state="pending"), name="outbox_due")]

    def __str__(self) -> str:
        return f"{self.channel} {self.public_id}"

    def seal_for(self, *, recipient: str, content: dict[str, str | None]) -> None:
        """Bound to this row: a value copied to another row or another town does not open."""
        self.recipient_sealed = seal(recipient.encode(), place=self._place("recipient"))
        self.content_sealed = seal(json.dumps(content, ensure_ascii=False).encode(), place=self._place("content"))

    def recipient(self) -> str:
        """Raises encryption.CannotOpen where the row was tampered with; so does content()."""
        return open_sealed(self.recipient_sealed, place=self._place("recipient")).decode()

    def content(self) -> dict[str, str | None]:
        return json.loads(open_sealed(self.content_sealed, place=self._place("content")))

    def _place(self, field: str) -> str:
        return f"outboxmessage:{self.public_id}:{field}"


def schemas_with_due_messages(schemas: Iterable[str]) -> list[str]:
    """One statement over all the schemas given, in their order."""
    names = list(schemas)
    if not names:
        return []
    tables = [f"{connection.ops.quote_name(name)}.notifications_outboxmessage" for name in names]
    parts = [
        f"SELECT {number} WHERE EXISTS (SELECT FROM {table} WHERE {DUE})"  # noqa: S608 (quoted above)
        for number, table in enumerate(tables)
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return [names[number] for (number,) in sorted(cursor.fetchall())]
