"""A procedure (Form) and what residents filled in (FormVersion): frozen on publish, kept as long as an application needs it."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.accounts.models import Section, StaffUser


class Category(models.TextChoices):
    LIVING = "living", _("くらし・ごみ")
    ROADS = "roads", _("道路・公園")
    ANIMALS = "animals", _("ペット・動物")
    CHILDREN = "children", _("子育て・教育")
    WELFARE = "welfare", _("健康・福祉")
    MOVING = "moving", _("引っ越し・戸籍")
    TAXES = "taxes", _("税金・保険")
    BUSINESS = "business", _("事業者の方")
    DISASTER = "disaster", _("防災・災害")
    EVENTS = "events", _("催し・説明会")


_HOLD = """
    SELECT id, slug, title, is_stopped, opens_at, closes_at, current_version_id,
        EXISTS (SELECT FROM forms_app_formquota WHERE form_id = %s AND taken = most) AS is_full
    FROM forms_app_form WHERE id = %s FOR SHARE
"""


class FormQuerySet(models.QuerySet):
    def published(self) -> "FormQuerySet":
        return self.filter(current_version__isnull=False)

    def open_at(self, moment=None) -> "FormQuerySet":
        """Published, not stopped, and inside the 公開期間."""
        moment = moment or timezone.now()
        return (
            self.published()
            .filter(is_stopped=False)
            .filter(Q(opens_at=None) | Q(opens_at__lte=moment), Q(closes_at=None) | Q(closes_at__gt=moment))
        )

    def for_sections(self, section_ids: frozenset[int]) -> "FormQuerySet":
        return self.filter(section_id__in=section_ids)

    def hold(self, pk: int) -> "Form":
        """As it is (with `is_full`), and until the transaction ends nobody publishes or stops it; others may hold it too."""
        return self.raw(_HOLD, [pk, pk])[0]


class Form(models.Model):
    """`draft_definition` is the clerk's working copy; residents only ever see `current_version`."""

    slug = models.SlugField(_("URLの名前"), max_length=60, unique=True)
    title = models.CharField(_("手続の名前"), max_length=100)
    summary = models.CharField(_("ひとことの説明"), max_length=200, blank=True)
    description = models.TextField(_("くわしい説明"), blank=True)
    keywords = models.CharField(_("検索のことば"), max_length=300, blank=True)
    category = models.CharField(_("分野"), max_length=20, choices=Category.choices, default=Category.LIVING)
    section = models.ForeignKey(Section, verbose_name=_("担当課"), on_delete=models.PROTECT, related_name="forms")
    legal_basis = models.CharField(_("根拠となる法令など"), max_length=300, blank=True)
    needed_items = models.TextField(_("用意するもの（1行に1つ）"), blank=True)
    duration_text = models.CharField(_("入力にかかる時間のめやす"), max_length=40, blank=True)
    fee_text = models.CharField(_("手数料"), max_length=100, blank=True)
    processing_days = models.PositiveSmallIntegerField(_("標準処理期間（日）"), default=14)
    retention_days = models.PositiveIntegerField(_("保存期間（日）"), null=True, blank=True)
    opens_at = models.DateTimeField(_("受付開始"), null=True, blank=True)
    closes_at = models.DateTimeField(_("受付終了"), null=True, blank=True)
    is_stopped = models.BooleanField(_("受付を止める"), default=False)
    position = models.PositiveSmallIntegerField(_("並び順"), default=0)
    draft_definition = models.JSONField(_("編集中の設問"), default=dict, encoder=DjangoJSONEncoder)
    revision = models.PositiveIntegerField(default=1, editable=False)
    step = models.PositiveIntegerField(default=0, editable=False)
    current_version = models.ForeignKey(
        "FormVersion", verbose_name=_("公開版"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("作成日時"), auto_now_add=True)
    updated_at = models.DateTimeField(_("更新日時"), auto_now=True)

    objects = FormQuerySet.as_manager()

    class Meta:
        verbose_name = _("手続フォーム")
        verbose_name_plural = _("手続フォーム")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(category__in=Category.values), name="form_category_is_known"),
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="form_closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_open(self, moment=None) -> bool:
        moment = moment or timezone.now()
        return (
            self.current_version_id is not None
            and not self.is_stopped
            and (self.opens_at is None or self.opens_at <= moment)
            and (self.closes_at is None or moment < self.closes_at)
        )


class FormVersion(models.Model):
    """A published definition. A trigger refuses every UPDATE and DELETE (migration 0002).

    `is_mandatory`: drafts of older versions may not be sent any more; residents read `mandatory_reason`. Their answers are
    carried over, unless this version `stops_old_drafts`.
    """

    form = models.ForeignKey(Form, verbose_name=_("手続フォーム"), on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("版"))
    title = models.CharField(_("手続の名前"), max_length=100)
    definition = models.JSONField(_("設問"))
    change_note = models.CharField(_("変更の内容"), max_length=200, blank=True)
    is_mandatory = models.BooleanField(_("入力途中の人にも必ず使ってもらう"), default=False)
    mandatory_reason = models.CharField(_("必ず使ってもらう理由"), max_length=300, blank=True)
    stops_old_drafts = models.BooleanField(_("前の様式での入力を打ち切る"), default=False)
    published_at = models.DateTimeField(_("公開日時"), auto_now_add=True)
    published_by = models.ForeignKey(
        StaffUser, verbose_name=_("公開した職員"), on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("公開版")
        verbose_name_plural = _("公開版")
        ordering = ["form", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="form_version_number_is_unique"),
            models.CheckConstraint(
                condition=Q(is_mandatory=True, mandatory_reason__regex=r"\S")
                | Q(is_mandatory=False, mandatory_reason="", stops_old_drafts=False),
                name="form_version_reason_iff_mandatory",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} 第{self.number}版"
