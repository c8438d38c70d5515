"""Prefecture IT: a user model of its own, in the public schema only. An operator is nobody on a town's host."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class PrefectureOperatorManager(BaseUserManager["PrefectureOperator"]):
    def create_operator(self, *, username: str, password: str, display_name: str) -> "PrefectureOperator":
        operator = self.model(username=username, display_name=display_name)
        operator.set_password(password)
        operator.save()
        return operator


class PrefectureOperator(AbstractBaseUser):
    username = models.CharField(_("ログイン名"), max_length=60, unique=True)
    display_name = models.CharField(_("氏名"), max_length=60)
    is_active = models.BooleanField(_("有効"), default=True)
    password_is_initial = models.BooleanField(_("初期パスワードのまま"), default=False, editable=False)

    objects = PrefectureOperatorManager()

    USERNAME_FIELD = "username"

    class Meta:
        verbose_name = _("県の担当者")
        verbose_name_plural = _("県の担当者")
        ordering = ["username"]

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name

    @property
    def is_staff(self) -> bool:
        return self.is_active

    @property
    def is_superuser(self) -> bool:
        return self.is_active

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return self.is_active

    def has_perms(self, perms: list[str], obj: object = None) -> bool:
        return self.is_active

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active
