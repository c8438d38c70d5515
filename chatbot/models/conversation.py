"""A conversation and its turns. What was said is sealed; what staff count is in the open."""

import json
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from forms_app.schema.texts import JAPANESE, LANGUAGES
from municipalities.tenancy.sealed_row import SealedRow

CONVERSATION_LIFETIME = timedelta(days=7)
CHOSEN_LANGUAGES = ("", JAPANESE, *LANGUAGES)


class Channel(models.TextChoices):
    WEB = "web", _("ウェブ")
    LINE = "line", _("LINE")

    @property
    def shows_controls(self) -> bool:
        return self == Channel.WEB


class ConversationQuerySet(models.QuerySet):
    def living(self, *, at: datetime) -> "ConversationQuerySet":
        return self.filter(expires_at__gt=at)

    def overdue(self, *, at: datetime) -> "ConversationQuerySet":
        return self.filter(expires_at__lte=at)


class Conversation(SealedRow):
    """`state_sealed`: what the skill that has the word needs to go on, as JSON.

    `language`: the tag of the one that was chosen; '' while nobody chose, then it is Japanese and others are offered.
    """

    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.WEB)
    language = models.CharField(max_length=20, blank=True, default="")
    state_sealed = models.BinaryField(editable=False)
    turn_count = models.PositiveIntegerField(default=0)
    record = models.OneToOneField("ConversationRecord", on_delete=models.SET_NULL, null=True, related_name="+")
    """What is counted of it when it is gone (learning.py)."""
    started_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    expires_at = models.DateTimeField()

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("相談")
        verbose_name_plural = _("相談")
        indexes = [models.Index(fields=["expires_at"], name="conversation_by_expiry")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(channel__in=Channel.values), name="conversation_channel_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=CHOSEN_LANGUAGES), name="conversation_language_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    def set_state(self, state: dict[str, Any]) -> None:
        self.state_sealed = self.seal_text(json.dumps(state, ensure_ascii=False), field="state")

    def get_state(self) -> dict[str, Any]:
        return json.loads(self.open_text(self.state_sealed, field="state"))


class Turn(SealedRow):
    """What came in under one id, and what was answered. An id comes once: the second time it is answered from here."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="turns")
    number = models.PositiveIntegerField()
    incoming_id = models.CharField(max_length=80)
    skill = models.CharField(max_length=30)
    is_by_staff = models.BooleanField(default=False, db_default=False)
    """Said by a person behind the counter, or by the portal for one: no resident waits for an answer to it."""
    content_sealed = models.BinaryField(editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("やりとり")
        verbose_name_plural = _("やりとり")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "incoming_id"], name="turn_answers_an_id_once"),
            models.UniqueConstraint(fields=["conversation", "number"], name="turn_has_one_place"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id}-{self.number}"

    def set_content(self, *, said: str, replies: list[dict[str, Any]]) -> None:
        content = json.dumps({"said": said, "replies": replies}, ensure_ascii=False)
        self.content_sealed = self.seal_text(content, field="content")

    def get_content(self) -> dict[str, Any]:
        """{"said": text, "replies": [Reply as a dictionary]}"""
        return json.loads(self.open_text(self.content_sealed, field="content"))
