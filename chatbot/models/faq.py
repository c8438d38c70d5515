"""Questions and answers of one town (よくある質問): the clerks' working copy (FaqEntry) and what residents read (FaqRevision)."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.accounts.models import Section, StaffUser

NOTICE = timedelta(days=30)  # how long before its day an entry counts as one to look at again
GRACE = timedelta(days=60)  # how long after its day residents still read it


class FaqState(models.TextChoices):
    """Of the working copy. Residents go on reading the published content while the copy is a draft again."""

    DRAFT = "draft", _("下書き")
    WAITING = "waiting", _("確認待ち")
    REVIEWED = "reviewed", _("確認済み")
    PUBLISHED = "published", _("公開中")
    RETIRED = "retired", _("公開終了")


class Language(models.TextChoices):
    JAPANESE = "ja", _("日本語")
    PLAIN_JAPANESE = "ja-simple", _("やさしい日本語")
    ENGLISH = "en", _("英語")
    PORTUGUESE = "pt-BR", _("ポルトガル語")
    VIETNAMESE = "vi", _("ベトナム語")
    CHINESE = "zh-Hans", _("中国語（簡体字）")
    FILIPINO = "fil", _("フィリピノ語")
    NEPALI = "ne", _("ネパール語")


class FaqCategory(models.Model):
    slug = models.SlugField(_("分野の記号"), max_length=40, unique=True)
    label = models.CharField(_("分野"), max_length=40)
    parent = models.ForeignKey(
        "self", verbose_name=_("上の分野"), on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    position = models.PositiveSmallIntegerField(_("並び順"), default=0)

    class Meta:
        verbose_name = _("質問の分野")
        verbose_name_plural = _("質問の分野")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=models.F("id")), name="faq_category_is_not_its_parent"
            )
        ]

    def __str__(self) -> str:
        return self.label


class FaqQuerySet(models.QuerySet):
    def published(self, *, at: datetime | None = None) -> "FaqQuerySet":
        """What residents may read: not hidden, and not longer past its day than GRACE, hidden already or not."""
        oldest = timezone.localdate(at) - GRACE
        return self.filter(Q(due_on=None) | Q(due_on__gte=oldest), current__isnull=False, hidden_at=None)

    def stale(self, *, at: datetime | None = None) -> "FaqQuerySet":
        """Published, and its day is near or past: someone has to see whether it is still true."""
        return self.filter(current__isnull=False, due_on__lte=timezone.localdate(at) + NOTICE)

    def past_grace(self, *, at: datetime | None = None) -> "FaqQuerySet":
        return self.filter(current__isnull=False, due_on__lt=timezone.localdate(at) - GRACE)

    def for_sections(self, section_ids: frozenset[int]) -> "FaqQuerySet":
        return self.filter(section_id__in=section_ids)


CONTENT = (
    "question",
    "paraphrases",
    "answer",
    "short_answer",
    "links",
    "form_slug",
    "legal_basis",
    "audience",
    "language",
    "is_general",
    "review_on",
)
"""What a revision keeps of the entry, by the names of its fields; beside them `category` (slug) and `section` (id)."""


class FaqEntry(models.Model):
    """`revision` is the number of the last FaqRevision, and the optimistic lock. `current` is the one residents read."""

    slug = models.SlugField(_("質問の記号"), max_length=60, unique=True)
    category = models.ForeignKey(FaqCategory, verbose_name=_("分野"), on_delete=models.PROTECT, related_name="entries")
    question = models.CharField(_("質問"), max_length=100)
    paraphrases = ArrayField(
        models.CharField(max_length=100), verbose_name=_("ほかの言い方"), default=list, blank=True, size=100
    )
    answer = models.TextField(_("答え"), max_length=4000)
    short_answer = models.CharField(_("短い答え（LINE用）"), max_length=200, blank=True)
    links = models.JSONField(_("関連するページ"), default=list, blank=True)
    form_slug = models.SlugField(_("オンライン手続"), max_length=60, blank=True)
    section = models.ForeignKey(Section, verbose_name=_("担当課"), on_delete=models.PROTECT, related_name="faq_entries")
    legal_basis = models.CharField(_("根拠となる法令など"), max_length=300, blank=True)
    audience = models.CharField(_("対象の方"), max_length=100, blank=True)
    language = models.CharField(_("ことば"), max_length=10, choices=Language.choices, default=Language.JAPANESE)
    is_general = models.BooleanField(_("代表質問"), default=False)
    review_on = models.DateField(_("内容を見直す日"), null=True, blank=True)
    state = models.CharField(_("状態"), max_length=10, choices=FaqState.choices, default=FaqState.DRAFT)
    source_slug = models.SlugField(_("共通ひな形の記号"), max_length=60, blank=True, editable=False)
    source_revision = models.PositiveIntegerField(_("共通ひな形の版"), null=True, editable=False)
    revision = models.PositiveIntegerField(_("版"), default=1, editable=False)
    current = models.ForeignKey(
        "FaqRevision",
        verbose_name=_("公開中の内容"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    due_on = models.DateField(_("公開中の内容を見直す日"), null=True, editable=False)
    hidden_at = models.DateTimeField(_("見直しの期限を過ぎて隠した日時"), null=True, editable=False)
    reminded_for = models.DateField(null=True, editable=False)
    created_at = models.DateTimeField(_("作成日時"), auto_now_add=True)
    updated_at = models.DateTimeField(_("更新日時"), auto_now=True)

    objects = FaqQuerySet.as_manager()

    class Meta:
        verbose_name = _("よくある質問")
        verbose_name_plural = _("よくある質問")
        ordering = ["category__position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=FaqState.values), name="faq_state_is_known"),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="faq_language_is_known"),
            models.CheckConstraint(
                condition=Q(question__regex=r"\S", answer__regex=r"\S"), name="faq_has_question_and_answer"
            ),
            models.CheckConstraint(
                condition=~Q(state=FaqState.PUBLISHED, current=None), name="faq_published_has_content"
            ),
            models.CheckConstraint(
                condition=~Q(state=FaqState.RETIRED) | Q(current=None), name="faq_retired_has_no_content"
            ),
            models.CheckConstraint(
                condition=Q(current__isnull=False) | Q(due_on=None, hidden_at=None), name="faq_dates_are_of_content"
            ),
            models.CheckConstraint(
                condition=Q(source_slug="", source_revision=None)
                | (~Q(source_slug="") & Q(source_revision__isnull=False)),
                name="faq_source_has_revision",
            ),
            models.CheckConstraint(condition=Q(revision__gte=1), name="faq_revision_is_positive"),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(current__isnull=False), name="faq_by_due_day"),
            models.Index(fields=["state"], name="faq_by_state"),
        ]

    def __str__(self) -> str:
        return self.question

    def content(self) -> dict[str, Any]:
        facts = {name: getattr(self, name) for name in CONTENT}
        return {**facts, "category": self.category.slug, "section": self.section_id}

    @property
    def has_unpublished_changes(self) -> bool:
        return self.current_id is not None and self.state != FaqState.PUBLISHED


class RevisionKind(models.TextChoices):
    SAVE = "save", _("保存")
    REQUEST = "request", _("確認の依頼")
    REVIEW = "review", _("確認")
    PUBLISH = "publish", _("公開")
    CONFIRM = "confirm", _("見直し済み")
    RETIRE = "retire", _("公開終了")
    RESTORE = "restore", _("前の内容に戻す")
    EXPIRE = "expire", _("期限切れで非表示")


class FaqRevision(models.Model):
    """An entry as it was after one deed. A trigger refuses every UPDATE and DELETE."""

    entry = models.ForeignKey(
        FaqEntry, verbose_name=_("よくある質問"), on_delete=models.PROTECT, related_name="revisions"
    )
    number = models.PositiveIntegerField(_("版"))
    kind = models.CharField(_("操作"), max_length=10, choices=RevisionKind.choices)
    state = models.CharField(_("状態"), max_length=10, choices=FaqState.choices)
    content = models.JSONField(_("内容"), encoder=DjangoJSONEncoder)
    note = models.CharField(_("変更の理由"), max_length=200, blank=True)
    at = models.DateTimeField(_("日時"), auto_now_add=True)
    staff = models.ForeignKey(StaffUser, verbose_name=_("職員"), on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("質問の履歴")
        verbose_name_plural = _("質問の履歴")
        ordering = ["entry", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="faq_revision_number_is_unique"),
            models.CheckConstraint(condition=Q(kind__in=RevisionKind.values), name="faq_revision_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=FaqState.values), name="faq_revision_state_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} 第{self.number}版"


class KnowledgeState(models.Model):
    """One row: `revision` is another after every change of what residents read. Triggers write it, nobody else."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    revision = models.BigIntegerField()

    class Meta:
        verbose_name = _("質問の更新の印")
        verbose_name_plural = _("質問の更新の印")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="knowledge_state_is_one")]

    def __str__(self) -> str:
        return str(self.revision)

    @classmethod
    def now(cls) -> int:
        """0 where nothing was ever published."""
        return cls.objects.values_list("revision", flat=True).first() or 0
