"""Forms of the staff pages. Every refusal is a sentence that tells what to do."""

import unicodedata
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from unfold.forms import AdminOwnPasswordChangeForm, AuthenticationForm

from municipalities.tenancy import throttle

from . import rules, services
from .models import StaffUser

WINDOW = timedelta(minutes=15)
BY_NAME = throttle.Limit("login by name", attempts=10, window=WINDOW)
# All offices of a prefecture often share one address (情報セキュリティクラウド): wide, and a success opens it again.
BY_ADDRESS = throttle.Limit("login by address", attempts=50, window=WINDOW)


class LoginForm(AuthenticationForm):
    is_throttled = False
    error_messages = {
        "invalid_login": _("ログイン名かパスワードが違います。大文字と小文字を確かめて、もう一度入力してください。"),
        "inactive": _("このログイン名は使えません。全体管理者にお問い合わせください。"),
        "throttled": _(
            "ログインの失敗が続いたため、しばらく受け付けられません。15分ほどたってから、もう一度お試しください。"
        ),
    }

    def clean(self) -> dict[str, Any]:
        if not self.cleaned_data.get("username") or not self.cleaned_data.get("password"):
            return self.cleaned_data
        budgets = self._budgets()
        allowed = [throttle.is_allowed(limit, who) for limit, who in budgets]  # each is counted
        if not all(allowed):
            self.is_throttled = True
            raise ValidationError(self.error_messages["throttled"], code="throttled")
        cleaned = super().clean()
        for limit, who in budgets:
            throttle.forgive(limit, who)
        return cleaned

    def _budgets(self) -> list[tuple[throttle.Limit, str]]:
        name = unicodedata.normalize("NFKC", self.cleaned_data["username"]).casefold()
        return [(BY_NAME, name), (BY_ADDRESS, throttle.client_address(self.request))]


class OwnPasswordForm(AdminOwnPasswordChangeForm):
    def clean_new_password1(self) -> str:
        password = self.cleaned_data.get("new_password1", "")
        if password and self.user.check_password(password):
            raise ValidationError(_("いまのパスワードとは違うものを入力してください。"))
        return password

    def save(self, commit: bool = True) -> Any:
        services.set_own_password(user=self.user, password=self.cleaned_data["new_password1"])
        return self.user


class StaffForm(forms.ModelForm):
    class Meta:
        model = StaffUser
        fields = ["username", "display_name", "email", "role", "sections"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        role = cleaned.get("role")
        if role and role != rules.TENANT_ADMIN and "sections" in cleaned and not cleaned["sections"]:
            self.add_error("sections", _("この役割の職員は、所属する課を1つ以上選んでください。"))
        return cleaned
