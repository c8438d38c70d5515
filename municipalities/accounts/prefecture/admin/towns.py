"""The municipalities: the list, the facts of one, and one page for each verb upon it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from municipalities.tenancy import addresses
from municipalities.tenancy.features import FEATURES
from municipalities.tenancy.models import Municipality, TownState
from municipalities.tenancy.provisioning import ProvisioningFailed
from municipalities.tenancy.services import WrongState

from ...verb_page import Verb, detail_page, moment, sent, verb_page
from .. import services
from ..admin_site import OperatorsOnly, prefecture_site
from ..forms import CloseForm, FeaturesForm, NoticeForm, TownForm
from .town_staff import TownStaffPages

LIST = "admin:tenancy_municipality_changelist"
DETAIL = "admin:tenancy_municipality_change"
STATE_COLORS = {
    TownState.PROVISIONING: "info",
    TownState.READY: "success",
    TownState.SUSPENDED: "warning",
    TownState.CLOSED: "danger",
}


@admin.register(Municipality, site=prefecture_site)
class MunicipalityAdmin(TownStaffPages, OperatorsOnly):
    sidebar_group = gettext_lazy("県内の役所")
    sidebar_icon = "location_city"
    sidebar_position = 10
    list_display = ["full_name", "state_label", "size", "schema_version", "last_activity_at", "switched_off"]
    list_filter = ["state", "region"]
    list_filter_submit = True
    list_per_page = 100
    list_before_template = "admin/tenancy/municipality/before_list.html"
    search_fields = ["name", "kana", "slug", "code", "county"]
    ordering = ["code"]
    show_full_result_count = False
    actions = None

    def may_add(self, staff: Any) -> bool:
        return self.may_view(staff)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Municipality]:
        return Municipality.objects.towns()

    @display(description=gettext_lazy("名称"), ordering="code")
    def full_name(self, town: Municipality) -> str:
        return town.full_name

    @display(description=gettext_lazy("状態"), label=STATE_COLORS, ordering="state")
    def state_label(self, town: Municipality) -> tuple[str, str]:
        return town.state, town.get_state_display()

    @display(description=gettext_lazy("データ量"), ordering="schema_bytes")
    def size(self, town: Municipality) -> str:
        return filesizeformat(town.schema_bytes)

    @display(description=gettext_lazy("使わない機能"))
    def switched_off(self, town: Municipality) -> str:
        return "、".join(str(FEATURES.get(name, name)) for name in town.disabled_features)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(self.changelist_view), name="tenancy_municipality_changelist"),
            path("add/", wrap(self.add), name="tenancy_municipality_add"),
            path("<int:pk>/change/", wrap(self.detail), name="tenancy_municipality_change"),
            path("<int:pk>/suspend/", wrap(self.suspend), name="tenancy_municipality_suspend"),
            path("<int:pk>/reopen/", wrap(self.reopen), name="tenancy_municipality_reopen"),
            path("<int:pk>/close/", wrap(self.close), name="tenancy_municipality_close"),
            path("<int:pk>/features/", wrap(self.features), name="tenancy_municipality_features"),
            *self.staff_urls(),
        ]

    def detail(self, request: HttpRequest, pk: int) -> HttpResponse:
        town = get_object_or_404(Municipality.objects.towns(), pk=pk)
        verbs = [verb for states, verb in self._verbs(pk) if town.state in states]
        return detail_page(
            request,
            site=self.admin_site,
            title=town.full_name,
            facts=self._facts(town),
            verbs=verbs,
            back=reverse(LIST),
        )

    def add(self, request: HttpRequest) -> HttpResponse:
        form = TownForm(sent(request))
        if form.is_valid() and (town := self._create(request, form)):
            messages.success(
                request, _("%(town)sを開設しました。最初の全体管理者を登録してください。") % {"town": town}
            )
            return redirect("admin:tenancy_municipality_staff_add", town.pk)
        return verb_page(
            request,
            site=self.admin_site,
            title=_("市町村の開設"),
            explanation=_("登録すると、この市町村のページがすぐに公開されます。"),
            submit_label=_("開設する"),
            back=reverse(LIST),
            form=form,
        )

    def suspend(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._verb(
            request,
            self.town(pk),
            verb=services.suspend_town,
            form=NoticeForm(sent(request)),
            title=_("ページの停止"),
            explanation=_(
                "この市町村のページをすべて止めて、代わりにお知らせを表示します。職員もログインできなくなります。"
            ),
            submit_label=_("停止する"),
            done=_("%(town)sのページを停止しました。"),
            is_dangerous=True,
        )

    def reopen(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._verb(
            request,
            self.town(pk),
            verb=services.reopen_town,
            form=forms.Form(sent(request)),
            title=_("ページの再開"),
            explanation=_("この市町村のページを、もう一度公開します。"),
            submit_label=_("再開する"),
            done=_("%(town)sのページを再開しました。"),
        )

    def close(self, request: HttpRequest, pk: int) -> HttpResponse:
        town = self.town(pk)
        return self._verb(
            request,
            town,
            verb=services.close_town,
            form=CloseForm(sent(request), town=town),
            title=_("市町村の終了"),
            explanation=_(
                "合併などのため、この市町村のページを終わりにします。元に戻すことはできません。データは残ります。"
            ),
            submit_label=_("終了する"),
            done=_("%(town)sのページを終了しました。"),
            is_dangerous=True,
        )

    def features(self, request: HttpRequest, pk: int) -> HttpResponse:
        town = self.town(pk)
        initial = {"enabled": [name for name in FEATURES if town.has_feature(name)]}
        return self._verb(
            request,
            town,
            verb=services.switch_features,
            form=FeaturesForm(sent(request), initial=initial),
            title=_("機能の切替"),
            explanation=_("外した機能は、この市町村では使えなくなります。"),
            submit_label=_("保存する"),
            done=_("%(town)sの機能を切り替えました。"),
        )

    def town(self, pk: int) -> Municipality:
        """One that verbs still apply to: a closed town's schema may be gone."""
        return get_object_or_404(Municipality.objects.towns().exclude(state=TownState.CLOSED), pk=pk)

    def _create(self, request: HttpRequest, form: TownForm) -> Municipality | None:
        """None, with a sentence in the form, where it could not be done."""
        try:
            return services.create_town(operator=request.user, facts=form.facts())
        except ProvisioningFailed:
            form.add_error(None, _("データベースの準備ができませんでした。しばらくしてからもう一度お試しください。"))
        except (IntegrityError, ValidationError):
            form.add_error(None, _("同じコードか名前の市町村が、たったいま登録されました。一覧を確かめてください。"))
        return None

    def _verb(
        self, request: HttpRequest, town: Municipality, *, verb: Callable, form: Any, done: str, **texts: Any
    ) -> HttpResponse:
        back = reverse(DETAIL, args=[town.pk])
        if request.method != "POST" or not form.is_valid():
            return verb_page(request, site=self.admin_site, subtitle=town.full_name, back=back, form=form, **texts)
        try:
            verb(operator=request.user, town=town, **_arguments(form))
        except WrongState:
            messages.error(request, _("いまの状態では、この操作はできません。状態を確かめてください。"))
        else:
            messages.success(request, done % {"town": town})
        return redirect(back)

    def _facts(self, town: Municipality) -> list[tuple[str, Any]]:
        return [
            (_("状態"), town.get_state_display()),
            (_("停止中のお知らせ"), town.suspension_notice),
            (_("団体コード"), town.code),
            (_("アドレス"), addresses.absolute_url(town, "/")),
            (_("圏域"), town.region),
            (_("公式サイト"), town.website),
            (_("使わない機能"), self.switched_off(town) or _("なし")),
            (_("データ量"), self.size(town)),
            (_("版"), town.schema_version),
            (_("最後の操作"), moment(town.last_activity_at)),
            (_("登録日時"), moment(town.created_at)),
        ]

    def _verbs(self, pk: int) -> list[tuple[set[TownState], Verb]]:
        address = partial(_address_of, pk)
        alive = {TownState.READY, TownState.SUSPENDED}
        return [
            (alive, Verb(_("職員"), address("staff"), "badge")),
            (alive, Verb(_("機能の切替"), address("features"), "toggle_on")),
            ({TownState.READY}, Verb(_("ページの停止"), address("suspend"), "pause_circle", is_dangerous=True)),
            ({TownState.SUSPENDED}, Verb(_("ページの再開"), address("reopen"), "play_circle")),
            ({TownState.SUSPENDED}, Verb(_("市町村の終了"), address("close"), "cancel", is_dangerous=True)),
        ]


def _address_of(pk: int, verb: str) -> str:
    return reverse(f"admin:tenancy_municipality_{verb}", args=[pk])


def _arguments(form: forms.Form) -> dict[str, Any]:
    """What the verb is told: the notice, or the list of features."""
    if isinstance(form, FeaturesForm):
        return {"disabled": form.disabled()}
    return {"notice": form.cleaned_data["notice"]} if "notice" in form.cleaned_data else {}
