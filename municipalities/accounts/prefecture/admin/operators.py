"""The operators themselves: a list, and one page for each verb."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from ... import people_pages
from ... import services as accounts
from ...verb_page import Verb, detail_page, moment, one_time_password_page, sent, verb_page
from .. import services
from ..admin_site import OperatorsOnly, prefecture_site
from ..forms import OperatorForm
from ..models import PrefectureOperator

LIST = "admin:prefecture_prefectureoperator_changelist"
DETAIL = "admin:prefecture_prefectureoperator_change"
LAST_OPERATOR = gettext_lazy("県の担当者がいなくなるため、停止できません。")


@admin.register(PrefectureOperator, site=prefecture_site)
class PrefectureOperatorAdmin(OperatorsOnly):
    sidebar_group = gettext_lazy("管理")
    sidebar_icon = "badge"
    sidebar_position = 910
    list_display = ["display_name", "username", "in_use", "last_login"]
    search_fields = ["display_name", "username"]
    actions = None

    def may_add(self, staff: Any) -> bool:
        return self.may_view(staff)

    @display(description=gettext_lazy("状態"), label={"利用中": "success"})
    def in_use(self, operator: PrefectureOperator) -> str:
        return _("利用中") if operator.is_active else _("停止中")

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/reset-password/", wrap(self.reset_password), name="prefecture_operator_reset_password"),
            path("<int:pk>/use/", wrap(self.switch_use), name="prefecture_operator_use"),
            path("<int:pk>/change/", wrap(self.detail), name="prefecture_prefectureoperator_change"),
            path("add/", wrap(self.add), name="prefecture_prefectureoperator_add"),
            path("", wrap(self.changelist_view), name="prefecture_prefectureoperator_changelist"),
        ]

    def detail(self, request: HttpRequest, pk: int) -> HttpResponse:
        operator = get_object_or_404(PrefectureOperator, pk=pk)
        facts = [
            (_("氏名"), operator.display_name),
            (_("ログイン名"), operator.username),
            (_("状態"), self.in_use(operator)),
            (_("最後のログイン"), moment(operator.last_login)),
        ]
        verbs = [
            Verb(_("パスワードの再発行"), reverse("admin:prefecture_operator_reset_password", args=[pk]), "key"),
            Verb(_("利用の停止・再開"), reverse("admin:prefecture_operator_use", args=[pk]), "person_off"),
        ]
        return detail_page(
            request, site=self.admin_site, title=str(operator), facts=facts, verbs=verbs, back=reverse(LIST)
        )

    def add(self, request: HttpRequest) -> HttpResponse:
        form = OperatorForm(sent(request))
        if form.is_valid():
            operator = form.save(commit=False)
            password = services.register_operator(actor=request.user, operator=operator)
            return one_time_password_page(
                request, site=self.admin_site, user=operator, password=password, back=reverse(LIST)
            )
        return verb_page(
            request,
            site=self.admin_site,
            title=_("県の担当者の登録"),
            explanation=_("登録すると、初期パスワードを一度だけ表示します。"),
            submit_label=_("登録する"),
            back=reverse(LIST),
            form=form,
        )

    def reset_password(self, request: HttpRequest, pk: int) -> HttpResponse:
        operator = get_object_or_404(PrefectureOperator, pk=pk)
        reset = partial(accounts.reset_password, actor=request.user, user=operator)
        return people_pages.reset_password(
            request, site=self.admin_site, user=operator, reset=reset, back=reverse(DETAIL, args=[pk])
        )

    def switch_use(self, request: HttpRequest, pk: int) -> HttpResponse:
        operator = get_object_or_404(PrefectureOperator, pk=pk)
        return people_pages.switch_use(
            request,
            site=self.admin_site,
            user=operator,
            deactivate=partial(accounts.deactivate, actor=request.user, user=operator),
            activate=partial(accounts.activate, actor=request.user, user=operator),
            refusal=LAST_OPERATOR,
            back=reverse(DETAIL, args=[pk]),
        )
