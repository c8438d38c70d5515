"""Tokens for programs, on the administrator's pages: make one (shown once), see which are used, take one back."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action, display
from unfold.widgets import (
    UnfoldAdminDateWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
)

from . import rules
from .admin_site import RuledAdmin, staff_site
from .api_tokens import issue_token, revoke_token
from .models import ApiToken, Scope, Section, StaffUser
from .verb_page import sent, verb_page

LIST = "admin:accounts_apitoken_changelist"
LONGEST_LIFE = timedelta(days=366)


class ApiTokenForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("つなぐシステムの名前"), max_length=60, widget=UnfoldAdminTextInputWidget,
        help_text=gettext_lazy("例：文書管理システム。監査記録に、この名前が残ります"),
    )  # fmt: skip
    staff = forms.ModelChoiceField(
        label=gettext_lazy("この職員の権限で動く"), queryset=StaffUser.objects.none(), widget=UnfoldAdminSelectWidget,
        help_text=gettext_lazy("この職員が見られない申請は、システムからも見られません"),
    )  # fmt: skip
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("できること"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    section = forms.ModelChoiceField(
        label=gettext_lazy("この課の申請だけ"), queryset=Section.objects.none(), required=False,
        widget=UnfoldAdminSelectWidget, help_text=gettext_lazy("空欄のときは、この職員が見られるすべての課"),
    )  # fmt: skip
    expires_on = forms.DateField(
        label=gettext_lazy("有効期限（この日まで）"), widget=UnfoldAdminDateWidget(attrs={"type": "date"}),
        help_text=gettext_lazy("1年以内の日を入力してください"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["staff"].queryset = StaffUser.objects.filter(is_active=True)
        self.fields["section"].queryset = Section.objects.filter(is_active=True)

    def clean_expires_on(self) -> Any:
        day, today = self.cleaned_data["expires_on"], timezone.localdate()
        if not today < day <= today + LONGEST_LIFE:
            raise ValidationError(_("あしたから1年以内の日を入力してください。"))
        return day


@admin.register(ApiToken, site=staff_site)
class ApiTokenAdmin(RuledAdmin):
    sidebar_group = gettext_lazy("管理")
    sidebar_icon = "key"
    sidebar_position = 930
    list_display = ["name", "staff", "scope_names", "section", "state", "expires_at", "last_used_at"]
    list_select_related = ["staff", "section"]
    fields = [
        "name",
        "staff",
        "scope_names",
        "section",
        "state",
        "expires_at",
        "last_used_at",
        "created_by",
        "created_at",
    ]
    readonly_fields = fields
    actions_detail = ["revoke"]

    def may_view(self, staff: Any, obj: Any = None) -> bool:
        return rules.can_manage_connections(staff)

    def may_add(self, staff: Any) -> bool:
        return rules.can_manage_connections(staff)

    def has_revoke_permission(self, request: HttpRequest, object_id: Any = None) -> bool:
        return rules.can_manage_connections(request.user)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ApiToken]:
        return super().get_queryset(request).select_related("staff", "section", "created_by")

    def get_urls(self) -> list[URLPattern]:
        add = path("add/", self.admin_site.admin_view(self.issue), name="accounts_apitoken_add")
        return [add, *super().get_urls()]

    def issue(self, request: HttpRequest) -> HttpResponse:
        if not rules.can_manage_connections(request.user):
            raise PermissionDenied
        form = ApiTokenForm(sent(request))
        if form.is_valid():
            return self._issued(request, form.cleaned_data)
        page = verb_page(
            request,
            site=self.admin_site,
            title=_("連携トークンを作る"),
            explanation=_("ほかのシステムが、このポータルの申請を読んだり処理したりするための鍵です。"),
            submit_label=_("作る"),
            back=reverse(LIST),
            form=form,
        )
        page.status_code = 422 if form.errors else 200
        return page

    def _issued(self, request: HttpRequest, asked: dict[str, Any]) -> HttpResponse:
        """In the answer itself, not after a redirect: the token is in no session and no cookie."""
        day = asked.pop("expires_on")
        end_of_day = timezone.make_aware(datetime.combine(day, time.max))
        token, text = issue_token(actor=request.user, expires_at=end_of_day, **asked)
        context = {"title": _("連携トークン"), "token": token, "text": text, "back": reverse(LIST)}
        response = TemplateResponse(
            request, "admin/accounts/apitoken/issued.html", {**self.admin_site.each_context(request), **context}
        )
        response["Cache-Control"] = "no-store"
        return response

    @action(description=gettext_lazy("取り消す"), url_path="revoke", icon="key_off", permissions=["revoke"])
    def revoke(self, request: HttpRequest, object_id: str) -> HttpResponse:
        token = self.get_object(request, object_id)
        if token is None:
            raise Http404
        if request.method == "POST":
            revoke_token(actor=request.user, token=token)
            messages.success(request, _("「%(name)s」のトークンを取り消しました。") % {"name": token})
            return redirect(LIST)
        return verb_page(
            request,
            site=self.admin_site,
            title=_("連携トークンの取消し"),
            subtitle=str(token),
            explanation=_("このトークンを使っているシステムは、すぐにつながらなくなります。元に戻すことはできません。"),
            submit_label=_("取り消す"),
            back=reverse(LIST),
            is_dangerous=True,
        )

    @display(description=gettext_lazy("できること"))
    def scope_names(self, token: ApiToken) -> str:
        return "、".join(str(Scope(scope).label) for scope in token.scopes)

    @display(description=gettext_lazy("状態"), label={"usable": "success", "revoked": "danger", "expired": "warning"})
    def state(self, token: ApiToken) -> tuple[str, str]:
        if token.revoked_at:
            return "revoked", _("取消し済み")
        if token.expires_at <= timezone.now():
            return "expired", _("期限切れ")
        return "usable", _("使用中")
