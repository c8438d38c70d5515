"""A conversation in the hands of a person: who has it, what colleagues note of it, how it was. What was said is in its turns."""

import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from municipalities.accounts.models import Section, StaffUser
from municipalities.tenancy.sealed_row import SealedRow

from .conversation import Conversation

PLACEHOLDERS = {
    "town": _("市町村の名前"),
    "section": _("担当課の名前"),
    "staff": _("担当者の氏名"),
    "phone": _("担当課の電話番号"),
}
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class HandoverState(models.TextChoices):
    WAITING = "waiting", _("待っています")
    TAKEN = "taken", _("対応中")
    CLOSED = "closed", _("終了")
    RETURNED = "returned", _("自動の案内に戻った")


OPEN = (HandoverState.WAITING, HandoverState.TAKEN)


class HandoverQuerySet(models.QuerySet):
    def open(self) -> "HandoverQuerySet":
        return self.filter(state__in=OPEN)

    def waiting(self) -> "HandoverQuerySet":
        return self.filter(state=HandoverState.WAITING)

    def for_sections(self, section_ids: frozenset[int]) -> "HandoverQuerySet":
        """Those of the sections, and those of residents who named none."""
        return self.filter(Q(section_id__in=section_ids) | Q(section=None))

    def ahead_of(self, handover: "Handover") -> "HandoverQuerySet":
        return self.waiting().filter(section_id=handover.section_id, asked_at__lt=handover.asked_at)

    def with_unread(self) -> "HandoverQuerySet":
        """`unread`: what the resident said since a clerk last looked."""
        return self.annotate(
            unread=models.Count(
                "conversation__turns",
                filter=Q(conversation__turns__number__gt=F("staff_read"), conversation__turns__is_by_staff=False),
            )
        )


class Handover(SealedRow):
    """`section` None: the resident does not know whom to ask. `staff_read`: the last turn that a clerk saw."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="handovers")
    section = models.ForeignKey(
        Section, verbose_name=_("担当課"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(
        _("状態"), max_length=10, choices=HandoverState.choices, default=HandoverState.WAITING, editable=False
    )
    taken_by = models.ForeignKey(
        StaffUser, verbose_name=_("担当者"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    first_turn = models.PositiveIntegerField(default=0)
    staff_read = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(_("相談の日時"), auto_now_add=True)
    taken_at = models.DateTimeField(_("対応を始めた日時"), null=True)
    ended_at = models.DateTimeField(_("終わった日時"), null=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("職員への相談")
        verbose_name_plural = _("職員への相談")
        ordering = ["asked_at"]
        indexes = [models.Index(fields=["asked_at"], condition=Q(ended_at=None), name="handover_by_wait")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=HandoverState.values), name="handover_state_is_known"),
            models.UniqueConstraint(fields=["conversation"], condition=Q(ended_at=None), name="handover_is_open_once"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, ended_at=None) | (~Q(state__in=OPEN) & Q(ended_at__isnull=False)),
                name="handover_ended_at_iff_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken") | Q(taken_by__isnull=False, taken_at__isnull=False),
                name="handover_taken_has_staff",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(taken_by=None), name="handover_waiting_has_no_staff"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def ended(self, *, as_state: HandoverState, at: datetime) -> None:
        self.state, self.ended_at = as_state, at
        self.save(update_fields=["state", "ended_at"])


class HandoverNote(SealedRow):
    """Read by staff only; append-only."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="notes")
    staff = models.ForeignKey(StaffUser, on_delete=models.PROTECT, related_name="+")
    text_sealed = models.BinaryField(editable=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("相談の内部メモ")
        verbose_name_plural = _("相談の内部メモ")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def text(self) -> str:
        return self.open_text(self.text_sealed, field="text")

    @text.setter
    def text(self, text: str) -> None:
        self.text_sealed = self.seal_text(text, field="text")


class HandoverRating(SealedRow):
    """What the resident thought of it, from 1 to 5. It stays when the conversation is forgotten."""

    handover = models.OneToOneField(Handover, on_delete=models.SET_NULL, null=True, related_name="rating")
    section = models.ForeignKey(
        Section, verbose_name=_("担当課"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    score = models.PositiveSmallIntegerField(_("満足度"))
    comment_sealed = models.BinaryField(editable=False, null=True)
    at = models.DateTimeField(_("日時"), auto_now_add=True)

    class Meta:
        verbose_name = _("相談の満足度")
        verbose_name_plural = _("相談の満足度")
        ordering = ["-at"]
        constraints = [models.CheckConstraint(condition=Q(score__range=(1, 5)), name="handover_score_is_one_to_five")]

    def __str__(self) -> str:
        return f"{self.score}"

    @property
    def comment(self) -> str:
        return self.open_text(self.comment_sealed, field="comment") if self.comment_sealed else ""

    @comment.setter
    def comment(self, text: str) -> None:
        self.comment_sealed = self.seal_text(text, field="comment")


def only_known_placeholders(text: str) -> None:
    unknown = [name for name in _PLACEHOLDER.findall(text) if name not in PLACEHOLDERS]
    if unknown:
        raise ValidationError(
            _("「{%(name)s}」は使えません。使えるのは %(known)s です。"),
            params={"name": unknown[0], "known": "、".join(f"{{{name}}}" for name in PLACEHOLDERS)},
        )


class CannedReply(models.Model):
    """`section` None: for all of them."""

    title = models.CharField(_("見出し"), max_length=60)
    text = models.TextField(
        _("返事の文"),
        max_length=2000,
        validators=[only_known_placeholders],
        help_text=_(
            "{town} は市町村の名前、{section} は課の名前、{staff} は担当者の氏名、{phone} は課の電話番号に置きかわります。"
        ),
    )
    section = models.ForeignKey(
        Section, verbose_name=_("使う課"), on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text=_("空けておくと、どの課でも使えます。"),
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(_("並び順"), default=0)

    class Meta:
        verbose_name = _("返事のひな形")
        verbose_name_plural = _("返事のひな形")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    def filled(self, values: dict[str, str]) -> str:
        """The text with what stands for each placeholder."""
        return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), self.text)
