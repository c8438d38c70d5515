"""An application (申請) and the draft it grows from. Answers are sealed; what staff sort and count by is in the open."""

import hashlib
import json
from datetime import date, datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import DurationField, ExpressionWrapper, F, Q, Value
from django.utils.translation import gettext_lazy as _

from forms_app.schema.edition import edition_of_rules
from forms_app.workflow import CLOSED_STATUSES, WAITING_FOR_STAFF, ApplicationStatus
from municipalities.accounts.models import Section, StaffUser
from municipalities.residents.models import Resident
from municipalities.tenancy.encryption import CannotOpen
from municipalities.tenancy.sealed_row import SealedRow

from .form import Form, FormVersion
from .statistic import Device

STATUS_LABELS = {
    ApplicationStatus.SUBMITTED: _("受付済み"),
    ApplicationStatus.IN_REVIEW: _("審査中"),
    ApplicationStatus.RETURNED: _("差戻し（直しのお願い）"),
    ApplicationStatus.APPROVED: _("承認"),
    ApplicationStatus.COMPLETED: _("完了"),
    ApplicationStatus.REJECTED: _("不承認"),
    ApplicationStatus.WITHDRAWN: _("取下げ"),
}
STATUS_CHOICES = [(str(status), label) for status, label in STATUS_LABELS.items()]
_KNOWN = sorted(str(status) for status in ApplicationStatus)
_CLOSED = sorted(str(status) for status in CLOSED_STATUSES)


class SealedAnswers(SealedRow):
    answers_sealed = models.BinaryField(editable=False)

    class Meta:
        abstract = True

    def set_answers(self, answers: dict[str, object]) -> None:
        self.answers_sealed = self.seal_text(json.dumps(answers, ensure_ascii=False), field="answers")

    def get_answers(self) -> dict[str, object]:
        return json.loads(self.open_text(self.answers_sealed, field="answers"))


class DraftQuerySet(models.QuerySet):
    def begun_for(self, slug: str) -> "DraftQuerySet":
        """By residents, for this form: no corrections, nothing that staff type for somebody."""
        return self.filter(form_version__form__slug=slug, corrects=None, entered_by=None)

    def begun_by(self, resident: Resident) -> "DraftQuerySet":
        """Corrections of their applications too."""
        return self.filter(resident=resident)

    def overdue(self, *, at: datetime) -> "DraftQuerySet":
        return self.filter(expires_at__lte=at)

    def living(self, *, at: datetime) -> "DraftQuerySet":
        return self.filter(expires_at__gt=at)

    def to_supersede(self, form: Form) -> "DraftQuerySet":
        """Those of a form's versions, without corrections: an application keeps its version. A stop stays a stop."""
        return self.filter(form_version__form=form, corrects=None).exclude(superseded_by__stops_old_drafts=True)

    def of_form(self, slug: str) -> "DraftQuerySet":
        """With its form, and without the questions, which memory has (published.py). What few drafts have (an application that
        they correct, a version that superseded theirs) is read where it is asked for: every page would pay for the joins.
        """
        found = self.filter(form_version__form__slug=slug).select_related("form_version__form")
        return found.defer("judged_sealed", "form_version__definition", "form_version__form__draft_definition")


class Draft(SealedAnswers):
    """What a resident has typed so far, raw and as typed: {field key: raw}, so that nothing is lost. Gone on submit.

    `device` and `furthest` (the position of a page) are of the daily counts. `superseded_by`: the mandatory version because of which this draft cannot be sent as it is.
    """

    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="drafts")
    superseded_by = models.ForeignKey(
        FormVersion, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    corrects = models.ForeignKey(
        "Application", on_delete=models.CASCADE, null=True, related_name="corrections", db_index=False
    )
    entered_by = models.ForeignKey(StaffUser, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    """The clerk who types for a resident at the counter or on the telephone."""
    resident = models.ForeignKey(Resident, on_delete=models.SET_NULL, null=True, db_index=False, related_name="drafts")
    """Who was logged in; most residents are not."""
    started_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    expires_at = models.DateTimeField()
    judged_sealed = models.BinaryField(null=True, editable=False)
    """The clean answers, where they were all valid when a page was sent; see judged_values()."""
    device = models.CharField(max_length=10, choices=Device.choices, default=Device.COMPUTER, db_default="computer")
    furthest = models.PositiveSmallIntegerField(default=0, db_default=0)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("入力中の申請")
        verbose_name_plural = _("入力中の申請")
        indexes = [
            models.Index(fields=["expires_at"], name="draft_by_expiry"),
            # Of few drafts: the others, written with every page, need not be in them.
            models.Index(fields=["corrects"], name="draft_by_corrected", condition=Q(corrects__isnull=False)),
            models.Index(fields=["entered_by"], name="draft_by_clerk", condition=Q(entered_by__isnull=False)),
            models.Index(fields=["resident"], condition=Q(resident__isnull=False), name="draft_of_resident"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    def keep_judgement(self, values: dict[str, object], *, today: date) -> None:
        """`values`: what `answers_sealed`, as it is now, comes to; without a mistake."""
        self.judged_sealed = self.seal_text(json.dumps(values, ensure_ascii=False), field=self._judgement_of(today))

    def judged_values(self, *, today: date) -> dict[str, object] | None:
        """The clean answers, or None where these very answers were not judged today, by this edition of the rules and version."""
        if self.judged_sealed is None:
            return None
        try:
            return json.loads(self.open_text(self.judged_sealed, field=self._judgement_of(today)))
        except CannotOpen:
            return None

    def _judgement_of(self, today: date) -> str:
        """All that a judgement depends on is part of the place it is sealed for: in any other it does not open."""
        answers = hashlib.sha256(self.answers_sealed).hexdigest()
        return f"judged:{answers}:{self.form_version_id}:{edition_of_rules()}:{today.isoformat()}"


class ApplicationQuerySet(models.QuerySet):
    def for_sections(self, section_ids: frozenset[int]) -> "ApplicationQuerySet":
        return self.filter(section_id__in=section_ids)

    def filed_by(self, resident: Resident) -> "ApplicationQuerySet":
        return self.filter(resident=resident)

    def open(self) -> "ApplicationQuerySet":
        return self.exclude(status__in=CLOSED_STATUSES)

    def waiting_for_staff(self) -> "ApplicationQuerySet":
        return self.filter(status__in=WAITING_FOR_STAFF)

    def overdue(self, *, at: datetime) -> "ApplicationQuerySet":
        return self.waiting_for_staff().filter(due_at__lte=at)

    def past_retention(self, *, at: datetime) -> "ApplicationQuerySet":
        """Closed longer ago than their form keeps them. A form for which nobody decided keeps them for ever."""
        kept_for = ExpressionWrapper(F("form__retention_days") * Value(timedelta(days=1)), output_field=DurationField())
        return self.annotate(kept_for=kept_for).filter(closed_at__lte=Value(at) - F("kept_for"))

    def with_relations(self) -> "ApplicationQuerySet":
        return self.select_related("form", "form_version", "section", "assignee")


class Application(SealedAnswers):
    """`revision` counts every change (optimistic lock). `idempotency_key`: the draft's public id; one draft, one application."""

    receipt_number = models.CharField(_("受付番号"), max_length=20)
    idempotency_key = models.UUIDField(unique=True, editable=False)
    form = models.ForeignKey(Form, verbose_name=_("手続"), on_delete=models.PROTECT, related_name="applications")
    form_version = models.ForeignKey(
        FormVersion, verbose_name=_("公開版"), on_delete=models.PROTECT, related_name="applications", db_index=False
    )
    section = models.ForeignKey(
        Section, verbose_name=_("担当課"), on_delete=models.PROTECT, related_name="applications", db_index=False
    )
    assignee = models.ForeignKey(
        StaffUser,
        verbose_name=_("担当者"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        db_index=False,
    )
    resident = models.ForeignKey(
        Resident, on_delete=models.SET_NULL, null=True, editable=False, db_index=False, related_name="applications"
    )
    status = models.CharField(
        _("状態"), max_length=20, choices=STATUS_CHOICES, default=str(ApplicationStatus.SUBMITTED)
    )
    revision = models.PositiveIntegerField(default=1, editable=False)
    started_at = models.DateTimeField(null=True, editable=False)
    submitted_at = models.DateTimeField(_("申請日時"))
    due_at = models.DateTimeField(_("処理期限"))
    overdue_raised_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(_("終了日時"), null=True, blank=True)
    updated_at = models.DateTimeField(_("更新日時"), auto_now=True)
    search_digests = ArrayField(models.CharField(max_length=32), default=list, editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("申請")
        verbose_name_plural = _("申請")
        ordering = ["-submitted_at", "-id"]
        constraints = [
            # Not unique=True on the field, which would add an index for LIKE: nobody searches for part of a number.
            models.UniqueConstraint(fields=["receipt_number"], name="application_receipt_number_is_unique"),
            models.CheckConstraint(condition=Q(status__in=_KNOWN), name="application_status_is_known"),
            models.CheckConstraint(
                condition=Q(status__in=_CLOSED, closed_at__isnull=False)
                | (~Q(status__in=_CLOSED) & Q(closed_at__isnull=True)),
                name="application_closed_at_iff_closed",
            ),
        ]
        indexes = [
            # Each costs every submit something, so each is for a page or task that is there.
            models.Index(fields=["section", "status", "-submitted_at"], name="application_inbox"),
            models.Index(fields=["assignee"], name="application_by_assignee", condition=Q(assignee__isnull=False)),
            models.Index(fields=["status", "due_at"], name="application_by_due"),
            models.Index(fields=["-submitted_at", "-id"], name="application_newest"),
            GinIndex(fields=["search_digests"], name="application_search"),
            models.Index(
                fields=["resident", "-submitted_at"],
                condition=Q(resident__isnull=False),
                name="application_of_resident",
            ),
        ]

    def __str__(self) -> str:
        return self.receipt_number

    @property
    def is_closed(self) -> bool:
        return self.status in CLOSED_STATUSES

    @property
    def status_label(self) -> str:
        return str(STATUS_LABELS[ApplicationStatus(self.status)])
