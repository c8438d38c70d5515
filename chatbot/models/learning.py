"""What staff learn from: which questions residents asked, what became of them, and what nobody could answer.

It outlives the conversations and leads back to none: a random record instead of the conversation, a day instead of a moment,
the question with personal data struck out, sealed, and forgotten first.
"""

from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.accounts.models import Section, StaffUser
from municipalities.tenancy.sealed_row import SealedRow

from .conversation import Channel
from .faq import FaqCategory, FaqEntry

TEXTS_KEPT = timedelta(days=180)
COUNTS_KEPT = timedelta(days=400)
MOST_SHOWN = 5
LONGEST_TITLE = 100


class ConversationRecord(models.Model):
    """That there was a conversation. The conversation knows its record while it lives, the record knows no conversation."""

    day = models.DateField(_("日"), default=timezone.localdate)
    channel = models.CharField(_("窓口"), max_length=10, choices=Channel.choices)
    language = models.CharField(_("ことば"), max_length=20, default="ja")
    wants_person = models.BooleanField(_("職員を希望"), default=False, db_default=False)

    class Meta:
        verbose_name = _("相談の集計")
        verbose_name_plural = _("相談の集計")
        indexes = [models.Index(fields=["day"], name="conversation_record_by_day")]
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="conversation_record_channel_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.channel}"


class UnansweredState(models.TextChoices):
    OPEN = "open", _("未対応")
    DONE = "done", _("対応済み")
    IGNORED = "ignored", _("対応しない")


class UnansweredQuestion(SealedRow):
    """What several residents wanted to know in vain. `terms`: words of the shared vocabulary only, never a resident's."""

    title_sealed = models.BinaryField(editable=False)
    language = models.CharField(_("ことば"), max_length=20, default="ja")
    terms = ArrayField(models.CharField(max_length=40), verbose_name=_("話題"), default=list, size=5)
    category = models.ForeignKey(
        FaqCategory, verbose_name=_("分野"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    section = models.ForeignKey(
        Section, verbose_name=_("近い質問の担当課"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    state = models.CharField(
        _("状態"), max_length=10, choices=UnansweredState.choices, default=UnansweredState.OPEN, editable=False
    )
    reason = models.CharField(_("対応しない理由"), max_length=200, blank=True)
    entry = models.ForeignKey(
        FaqEntry, verbose_name=_("対応した質問"), on_delete=models.PROTECT, null=True, related_name="learned_from"
    )
    handled_by = models.ForeignKey(
        StaffUser, verbose_name=_("対応した職員"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    handled_on = models.DateField(_("対応した日"), null=True)
    first_on = models.DateField(_("はじめて聞かれた日"), default=timezone.localdate)
    last_on = models.DateField(_("最後に聞かれた日"), default=timezone.localdate)

    class Meta:
        verbose_name = _("答えられなかった質問")
        verbose_name_plural = _("答えられなかった質問")
        indexes = [models.Index(fields=["state", "last_on"], name="unanswered_by_state")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=UnansweredState.values), name="unanswered_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="open", handled_on=None, handled_by=None, entry=None)
                | (~Q(state="open") & Q(handled_on__isnull=False, handled_by__isnull=False)),
                name="unanswered_handled_iff_not_open",
            ),
            models.CheckConstraint(
                condition=Q(state="ignored", reason__regex=r"\S", entry=None) | (~Q(state="ignored") & Q(reason="")),
                name="unanswered_ignored_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(entry__isnull=False), name="unanswered_done_has_entry"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def title(self) -> str:
        return self.open_text(self.title_sealed, field="title")

    @title.setter
    def title(self, text: str) -> None:
        self.title_sealed = self.seal_text(text[:LONGEST_TITLE], field="title")


class Answered(models.TextChoices):
    """How the portal answered at first."""

    ALONE = "alone", _("そのまま答えた")
    OFFERED = "offered", _("候補を示した")
    NOTHING = "nothing", _("見つからなかった")


class Verdict(models.TextChoices):
    """What the resident pressed."""

    HELPED = "helped", _("解決した")
    UNHELPED = "unhelped", _("解決しなかった")
    NONE = "none", _("どれでもない")


class AskedOutcome(models.TextChoices):
    ALONE = "alone", _("そのまま答えた")
    CHOSEN = "chosen", _("候補から選ばれた")
    OFFERED = "offered", _("候補が選ばれなかった")
    NONE = "none", _("答えがなかった")
    PERSON = "person", _("職員を希望した")


OUTCOME = Case(
    When(wants_person=True, then=Value(AskedOutcome.PERSON.value)),
    When(Q(verdict="none") | Q(answered="nothing", read=""), then=Value(AskedOutcome.NONE.value)),
    When(read="", then=Value(AskedOutcome.OFFERED.value)),
    When(answered="alone", then=Value(AskedOutcome.ALONE.value)),
    default=Value(AskedOutcome.CHOSEN.value),
)
MISSED = (AskedOutcome.OFFERED, AskedOutcome.NONE, AskedOutcome.PERSON)


class AskedQuerySet(QuerySet):
    def unanswered(self) -> "AskedQuerySet":
        """In vain, or hardly: nothing was found, nothing chosen, it did not help, or a person was wanted."""
        return self.filter(Q(outcome__in=MISSED) | Q(verdict=Verdict.UNHELPED))

    def ungrouped(self) -> "AskedQuerySet":
        return self.unanswered().filter(topic=None, text_sealed__isnull=False)

    def within(self, first: date, last: date) -> "AskedQuerySet":
        return self.filter(day__range=(first, last))


class AskedQuestion(SealedRow):
    """One question to the portal. `shown`, `read`: slugs of entries; `is_repeated`: asked once more in other words."""

    record = models.ForeignKey(ConversationRecord, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveIntegerField()
    day = models.DateField(_("日"), default=timezone.localdate)
    language = models.CharField(_("ことば"), max_length=20, default="ja")
    text_sealed = models.BinaryField(editable=False, null=True)
    answered = models.CharField(_("答え方"), max_length=10, choices=Answered.choices)
    shown = ArrayField(models.SlugField(max_length=60), default=list, size=MOST_SHOWN)
    read = models.SlugField(_("読まれた質問"), max_length=60, blank=True, default="")
    verdict = models.CharField(_("評価"), max_length=10, choices=Verdict.choices, blank=True, default="")
    wants_person = models.BooleanField(_("職員を希望"), default=False, db_default=False)
    is_repeated = models.BooleanField(_("聞き直した"), default=False, db_default=False)
    outcome = models.GeneratedField(expression=OUTCOME, output_field=models.CharField(max_length=10), db_persist=True)
    topic = models.ForeignKey(UnansweredQuestion, on_delete=models.SET_NULL, null=True, related_name="asked")

    objects = AskedQuerySet.as_manager()

    class Meta:
        verbose_name = _("聞かれた質問")
        verbose_name_plural = _("聞かれた質問")
        indexes = [
            models.Index(fields=["day"], name="asked_by_day"),
            models.Index(fields=["topic", "day"], name="asked_by_topic"),
            models.Index(fields=["id"], condition=Q(topic=None, text_sealed__isnull=False), name="asked_ungrouped"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["record", "number"], name="asked_once_a_turn"),
            models.CheckConstraint(condition=Q(answered__in=Answered.values), name="asked_answered_is_known"),
            models.CheckConstraint(condition=Q(verdict__in=["", *Verdict.values]), name="asked_verdict_is_known"),
            models.CheckConstraint(condition=Q(shown__len__lte=MOST_SHOWN), name="asked_shows_a_few"),
            models.CheckConstraint(condition=~Q(answered="alone", read=""), name="asked_alone_was_read"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def text(self) -> str:
        """'' where it was forgotten, or too personal to be kept."""
        return self.open_text(self.text_sealed, field="text") if self.text_sealed else ""

    @text.setter
    def text(self, text: str) -> None:
        self.text_sealed = self.seal_text(text, field="text") if text else None


class ReportReader(models.Model):
    """Who wants the weekly report by mail."""

    staff = models.OneToOneField(StaffUser, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("週間報告の受け取り")
        verbose_name_plural = _("週間報告の受け取り")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.staff_id}"


class WeeklyReport(models.Model):
    """One for each week, named by its Monday: whoever writes it second finds it written."""

    monday = models.DateField(_("週のはじめの日"), unique=True)
    readers = models.PositiveIntegerField(_("送った人数"))
    at = models.DateTimeField(_("送った日時"), auto_now_add=True)

    class Meta:
        verbose_name = _("週間報告")
        verbose_name_plural = _("週間報告")
        constraints = [
            models.CheckConstraint(condition=Q(monday__iso_week_day=1), name="weekly_report_begins_on_monday")
        ]

    def __str__(self) -> str:
        return f"{self.monday}"
