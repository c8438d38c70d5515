"""お問い合わせ: a question that staff answer later, by mail. Who asked and what is sealed."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from municipalities.accounts.models import Section, StaffUser
from municipalities.tenancy.sealed_row import SealedRow

KEPT = timedelta(days=365)
"""After it was answered or closed."""


@dataclass(frozen=True)
class Asked:
    question: str
    email: str
    name: str = ""


class InquiryState(models.TextChoices):
    OPEN = "open", _("回答待ち")
    ANSWERED = "answered", _("回答済み")
    CLOSED = "closed", _("回答せずに終了")


class InquiryQuerySet(models.QuerySet):
    def for_sections(self, section_ids: frozenset[int]) -> "InquiryQuerySet":
        return self.filter(Q(section_id__in=section_ids) | Q(section=None))

    def overdue(self, *, at: datetime) -> "InquiryQuerySet":
        return self.filter(done_at__lte=at - KEPT)


class Inquiry(SealedRow):
    section = models.ForeignKey(
        Section, verbose_name=_("担当課"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(_("状態"), max_length=10, choices=InquiryState.choices, default=InquiryState.OPEN)
    content_sealed = models.BinaryField(editable=False)
    asked_at = models.DateTimeField(_("受付日時"), auto_now_add=True)
    done_at = models.DateTimeField(_("回答日時"), null=True)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("お問い合わせ")
        verbose_name_plural = _("お問い合わせ")
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["done_at"], name="inquiry_by_end")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=InquiryState.values), name="inquiry_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="open", done_at=None) | (~Q(state="open") & Q(done_at__isnull=False)),
                name="inquiry_done_at_iff_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def asked(self) -> Asked:
        return Asked(**json.loads(self.open_text(self.content_sealed, field="content")))

    @asked.setter
    def asked(self, asked: Asked) -> None:
        self.content_sealed = self.seal_text(json.dumps(asdict(asked), ensure_ascii=False), field="content")


class InquiryAnswer(SealedRow):
    """`is_private`: the mail says only that there is an answer; it is read on the town's page."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="answers")
    staff = models.ForeignKey(StaffUser, on_delete=models.PROTECT, related_name="+")
    text_sealed = models.BinaryField(editable=False)
    is_private = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("お問い合わせへの回答")
        verbose_name_plural = _("お問い合わせへの回答")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def text(self) -> str:
        return self.open_text(self.text_sealed, field="text")

    @text.setter
    def text(self, text: str) -> None:
        self.text_sealed = self.seal_text(text, field="text")
