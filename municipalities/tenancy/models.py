"""The prefecture and its municipalities: one row each, in the public schema."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin, TenantMixin

PUBLIC_SCHEMA = "public"


class TownState(models.TextChoices):
    PROVISIONING = "provisioning", _("準備中")
    READY = "ready", _("公開中")
    SUSPENDED = "suspended", _("停止中")
    CLOSED = "closed", _("終了")


class MunicipalityQuerySet(models.QuerySet):
    def towns(self) -> "MunicipalityQuerySet":
        return self.exclude(schema_name=PUBLIC_SCHEMA)

    def ready(self) -> "MunicipalityQuerySet":
        return self.filter(state=TownState.READY)


class Municipality(TenantMixin):
    """A municipality (or, with schema `public`, the prefecture). `code`: 全国地方公共団体コード, 6 digits with check digit."""

    auto_create_schema = False  # provisioning.py creates the schema: row and schema in one transaction

    code = models.CharField(_("団体コード"), max_length=6, unique=True)
    name = models.CharField(_("名称"), max_length=40)
    kana = models.CharField(_("ふりがな"), max_length=60)
    slug = models.SlugField(_("URLの名前"), max_length=40, unique=True)
    county = models.CharField(_("郡"), max_length=20, blank=True)
    region = models.CharField(_("圏域"), max_length=20, blank=True)
    latitude = models.DecimalField(_("役所の緯度"), max_digits=8, decimal_places=5)
    longitude = models.DecimalField(_("役所の経度"), max_digits=8, decimal_places=5)
    website = models.URLField(_("公式サイト"))
    phone = models.CharField(_("代表電話"), max_length=20, blank=True)
    theme_color = models.CharField(_("市町村の色"), max_length=7, default="#1a5fb4")
    state = models.CharField(_("状態"), max_length=20, choices=TownState.choices, default=TownState.PROVISIONING)
    suspension_notice = models.TextField(_("停止中のお知らせ"), blank=True)
    disabled_features = models.JSONField(_("使わない機能"), default=list, blank=True)
    data_key_wrapped = models.BinaryField(editable=False)
    created_at = models.DateTimeField(_("登録日時"), auto_now_add=True)

    # Filled by the dashboard's collector, so that the list of towns costs one query.
    schema_bytes = models.BigIntegerField(_("データ量"), default=0, editable=False)
    schema_version = models.CharField(_("版"), max_length=100, blank=True, editable=False)
    last_activity_at = models.DateTimeField(_("最後の操作"), null=True, editable=False)
    figures_at = models.DateTimeField(_("集計日時"), null=True, editable=False)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("市町村")
        verbose_name_plural = _("市町村")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^\d{6}$"), name="municipality_code_is_six_digits"),
            models.CheckConstraint(condition=Q(state__in=TownState.values), name="municipality_state_is_known"),
            models.CheckConstraint(condition=Q(theme_color__regex=r"^#[0-9a-f]{6}$"), name="municipality_color_is_hex"),
            models.CheckConstraint(
                condition=~Q(schema_name__startswith="pg_"), name="municipality_schema_is_no_system_one"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_prefecture(self) -> bool:
        return self.schema_name == PUBLIC_SCHEMA

    @property
    def is_ready(self) -> bool:
        return self.state == TownState.READY

    @property
    def full_name(self) -> str:
        return f"{self.county}{self.name}"

    def has_feature(self, feature: str) -> bool:
        return feature not in self.disabled_features


class Domain(DomainMixin):
    """A host name that serves a municipality, lower case, without port or trailing dot."""

    class Meta:
        verbose_name = _("ホスト名")
        verbose_name_plural = _("ホスト名")
        constraints = [
            models.CheckConstraint(
                condition=Q(domain__regex=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$"), name="domain_is_plain_lower_case"
            )
        ]


class ThrottleCounter(models.Model):
    """Attempts of one client for one purpose in one window, over all hosts. `key` is a digest: no address is stored."""

    key = models.CharField(max_length=64, primary_key=True)
    window_starts_at = models.DateTimeField()
    attempts = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("試行回数")
        verbose_name_plural = _("試行回数")
        indexes = [models.Index(fields=["window_starts_at"], name="throttle_by_window")]

    def __str__(self) -> str:
        return self.key
