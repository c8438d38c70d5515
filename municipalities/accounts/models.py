"""The people behind the counter and their sections (課), in their municipality's schema."""

from datetime import datetime
from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from . import rules


class Role(models.TextChoices):
    TENANT_ADMIN = rules.TENANT_ADMIN, _("全体管理者")
    SECTION_MANAGER = rules.SECTION_MANAGER, _("課の管理者")
    CLERK = rules.CLERK, _("担当者")
    READ_ONLY = rules.READ_ONLY, _("閲覧のみ")


class Section(models.Model):
    name = models.CharField(_("課の名前"), max_length=60, unique=True)
    phone = models.CharField(_("電話番号"), max_length=20, blank=True)
    place = models.CharField(_("窓口の場所"), max_length=60, blank=True, help_text=_("例：本庁舎2階8番窓口"))
    email = models.EmailField(_("新着を知らせるメールアドレス"), blank=True)
    position = models.PositiveSmallIntegerField(_("並び順"), default=0)
    is_active = models.BooleanField(_("使用中"), default=True)

    class Meta:
        verbose_name = _("課")
        verbose_name_plural = _("課")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class StaffUserManager(BaseUserManager["StaffUser"]):
    def create_staff(
        self, *, username: str, password: str | None, display_name: str, role: str, sections: tuple[Section, ...] = ()
    ) -> "StaffUser":
        """`password` None: the account exists but nobody can log in until one is set."""
        staff = self.model(username=username, display_name=display_name, role=role)
        staff.set_password(password)
        staff.save()
        staff.sections.set(sections)
        return staff


class StaffUser(AbstractBaseUser):
    username = models.CharField(_("ログイン名"), max_length=60, unique=True)
    display_name = models.CharField(_("氏名"), max_length=60)
    email = models.EmailField(_("メールアドレス"), blank=True)
    role = models.CharField(_("役割"), max_length=20, choices=Role.choices, default=Role.CLERK)
    sections = models.ManyToManyField(Section, verbose_name=_("所属"), blank=True, related_name="members")
    is_active = models.BooleanField(_("有効"), default=True)
    password_is_initial = models.BooleanField(_("初期パスワードのまま"), default=False, editable=False)
    created_at = models.DateTimeField(_("登録日時"), auto_now_add=True)

    objects = StaffUserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("職員")
        verbose_name_plural = _("職員")
        ordering = ["username"]
        constraints = [models.CheckConstraint(condition=Q(role__in=Role.values), name="staff_role_is_known")]

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name

    @cached_property
    def section_ids(self) -> frozenset[int]:
        return frozenset(self.sections.values_list("id", flat=True))

    # What the Django admin asks. Each ModelAdmin answers by accounts.rules; these only open the house door.
    @property
    def is_staff(self) -> bool:
        return self.is_active

    @property
    def is_superuser(self) -> bool:
        return False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return False

    def has_perms(self, perms: list[str], obj: object = None) -> bool:
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active


class Scope(models.TextChoices):
    READ = "applications:read", _("申請を読む")
    WRITE = "applications:write", _("申請を処理する")


class ApiTokenQuerySet(models.QuerySet):
    def usable(self, *, at: datetime) -> "ApiTokenQuerySet":
        return self.filter(revoked_at=None, expires_at__gt=at, staff__is_active=True)


class ApiToken(models.Model):
    """A program acts with the rights of `staff`, within scopes and section. `digest`: SHA-256 of a random token, shown once."""

    name = models.CharField(_("つなぐシステムの名前"), max_length=60)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    staff = models.ForeignKey(
        StaffUser, verbose_name=_("この職員の権限で動く"), on_delete=models.PROTECT, related_name="api_tokens"
    )
    scopes = ArrayField(models.CharField(max_length=40, choices=Scope.choices), verbose_name=_("できること"))
    section = models.ForeignKey(
        Section,
        verbose_name=_("この課の申請だけ"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="api_tokens",
    )
    expires_at = models.DateTimeField(_("有効期限"))
    created_by = models.ForeignKey(
        StaffUser, verbose_name=_("作った職員"), on_delete=models.PROTECT, related_name="issued_api_tokens"
    )
    created_at = models.DateTimeField(_("作成日時"), auto_now_add=True)
    last_used_at = models.DateTimeField(_("最後に使われた日時"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("取り消した日時"), null=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("連携トークン")
        verbose_name_plural = _("連携トークン")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scopes__contained_by=Scope.values) & Q(scopes__len__gt=0), name="api_token_scopes_are_known"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def section_ids(self) -> frozenset[int] | None:
        """The sections whose cases it reaches; None: all of them."""
        own = None if rules.sees_every_section(self.staff) else self.staff.section_ids
        if self.section_id is None:
            return own
        limit = frozenset({self.section_id})
        return limit if own is None else own & limit
