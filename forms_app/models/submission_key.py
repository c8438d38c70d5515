"""Idempotency-Key of a program (draft-ietf-httpapi-idempotency-key-header): one key, one content, one application."""

import hashlib
import hmac
import json
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.tenancy.encryption import derive_key

from .form import Form


class SubmissionKey(models.Model):
    """Keyed digests only: neither the key nor what was sent can be read back. `draft_id` leads to the application."""

    form = models.ForeignKey(Form, verbose_name=_("手続"), on_delete=models.PROTECT, related_name="+")
    key_digest = models.CharField(max_length=64)
    content_digest = models.CharField(max_length=64)
    draft_id = models.UUIDField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("二重送信を防ぐキー")
        verbose_name_plural = _("二重送信を防ぐキー")
        constraints = [
            models.UniqueConstraint(fields=["form", "key_digest"], name="submission_key_is_unique_in_its_form")
        ]

    def __str__(self) -> str:
        return f"{self.form_id} {self.key_digest[:8]}"


def key_digest(key: str) -> str:
    return _digest("submission key", key.encode())


def content_digest(answers: dict[str, Any], draft_id: UUID | None) -> str:
    """Blind to the order of keys and to white space between them."""
    content = [answers, str(draft_id or "")]
    return _digest("submission content", json.dumps(content, sort_keys=True).encode())


def _digest(purpose: str, content: bytes) -> str:
    return hmac.new(derive_key(purpose), content, hashlib.sha256).hexdigest()
