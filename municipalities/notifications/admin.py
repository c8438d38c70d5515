"""Receivers of webhooks on the administrator's pages: register (the secret is shown once), try out, switch, send again."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action, display
from unfold.widgets import UnfoldAdminTextInputWidget, UnfoldAdminURLInputWidget

from municipalities.accounts import rules
from municipalities.accounts.admin_site import RuledAdmin, staff_site
from municipalities.accounts.verb_page import sent, verb_page
from municipalities.support.outbound_http import ForbiddenTarget, checked_url

from . import webhooks
from .models import WebhookDelivery, WebhookEndpoint
from .webhook_models import WebhookEvent

ENDPOINTS = "admin:notifications_webhookendpoint_changelist"
DELIVERIES = "admin:notifications_webhookdelivery_changelist"


class EndpointForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("つなぐシステムの名前"), max_length=60, widget=UnfoldAdminTextInputWidget)
    url = forms.CharField(
        label=gettext_lazy("知らせる先のURL"), max_length=500, widget=UnfoldAdminURLInputWidget,
        help_text=gettext_lazy("インターネットから届くURL。庁内だけのURLには送れません"),
    )  # fmt: skip
    events = forms.MultipleChoiceField(
        label=gettext_lazy("知らせるできごと"), choices=WebhookEvent.choices, widget=forms.CheckboxSelectMultiple
    )

    def clean_url(self) -> str:
        url = self.cleaned_data["url"]
        try:
            checked_url(url, ports=settings.WEBHOOK_PORTS)
        except ForbiddenTarget as error:
            sentence = _(
                "URLを確かめてください。「https://」で始まり、ポート番号や利用者名のないURLを入力してください。"
            )
            raise ValidationError(sentence) from error
        return url


class ByAdministrator(RuledAdmin):
    sidebar_group = gettext_lazy("管理")

    def may_view(self, staff: Any, obj: Any = None) -> bool:
        return rules.can_manage_connections(staff)

    def has_verb_permission(self, request: HttpRequest, object_id: Any = None) -> bool:
        return rules.can_manage_connections(request.user)

    def one(self, request: HttpRequest, object_id: str) -> Any:
        found = self.get_object(request, object_id)
        if found is None:
            raise Http404
        return found


@admin.register(WebhookEndpoint, site=staff_site)
class WebhookEndpointAdmin(ByAdministrator):
    sidebar_icon = "webhook"
    sidebar_position = 940
    list_display = ["name", "url", "event_names", "in_use"]
    fields = ["name", "url", "event_names", "in_use", "created_at"]
    readonly_fields = fields
    actions_detail = ["try_out", "switch_use"]

    def may_add(self, staff: Any) -> bool:
        return rules.can_manage_connections(staff)

    def get_urls(self) -> list[URLPattern]:
        add = path("add/", self.admin_site.admin_view(self.register), name="notifications_webhookendpoint_add")
        return [add, *super().get_urls()]

    def register(self, request: HttpRequest) -> HttpResponse:
        if not rules.can_manage_connections(request.user):
            raise PermissionDenied
        form = EndpointForm(sent(request))
        if form.is_valid():
            return self._registered(request, webhooks.register_endpoint(actor=request.user, **form.cleaned_data))
        page = verb_page(
            request,
            site=self.admin_site,
            title=_("連携先への通知を登録する"),
            explanation=_("申請が届いたときや状態が変わったときに、ほかのシステムへ受付番号と状態を知らせます。氏名などの個人情報は送りません。"),
            submit_label=_("登録する"),
            back=reverse(ENDPOINTS),
            form=form,
        )  # fmt: skip
        page.status_code = 422 if form.errors else 200
        return page

    def _registered(self, request: HttpRequest, endpoint: WebhookEndpoint) -> HttpResponse:
        """In the answer itself, not after a redirect: the secret is in no session and no cookie."""
        context = {"title": _("署名の鍵"), "endpoint": endpoint, "back": reverse(ENDPOINTS)}
        response = TemplateResponse(
            request, "admin/notifications/webhook_secret.html", {**self.admin_site.each_context(request), **context}
        )
        response["Cache-Control"] = "no-store"
        return response

    @action(description=gettext_lazy("試しに送る"), url_path="ping", icon="send", permissions=["verb"])
    def try_out(self, request: HttpRequest, object_id: str) -> HttpResponse:
        endpoint = self.one(request, object_id)
        if request.method == "POST":
            webhooks.ping(actor=request.user, endpoint=endpoint)
            messages.success(request, _("試しの通知を送ります。結果は、この一覧でご確認ください。"))
            return redirect(DELIVERIES)
        return verb_page(
            request,
            site=self.admin_site,
            title=_("試しに送る"),
            subtitle=str(endpoint),
            explanation=_("中身のない通知をひとつ送って、つながるかどうかを確かめます。"),
            submit_label=_("送る"),
            back=reverse(ENDPOINTS),
        )

    @action(
        description=gettext_lazy("通知の停止・再開"), url_path="use", icon="power_settings_new", permissions=["verb"]
    )
    def switch_use(self, request: HttpRequest, object_id: str) -> HttpResponse:
        endpoint = self.one(request, object_id)
        if request.method == "POST":
            webhooks.switch_endpoint(actor=request.user, endpoint=endpoint, is_active=not endpoint.is_active)
            messages.success(request, _("「%(name)s」への通知を切り替えました。") % {"name": endpoint})
            return redirect(ENDPOINTS)
        stops = endpoint.is_active
        return verb_page(
            request,
            site=self.admin_site,
            title=_("通知の停止") if stops else _("通知の再開"),
            subtitle=str(endpoint),
            explanation=_("止めているあいだのできごとは、再開しても送りません。"),
            submit_label=_("止める") if stops else _("再開する"),
            back=reverse(ENDPOINTS),
            is_dangerous=stops,
        )

    @display(description=gettext_lazy("知らせるできごと"))
    def event_names(self, endpoint: WebhookEndpoint) -> str:
        return "、".join(str(WebhookEvent(event).label) for event in endpoint.events)

    @display(description=gettext_lazy("状態"), label={"使用中": "success"})
    def in_use(self, endpoint: WebhookEndpoint) -> str:
        return _("使用中") if endpoint.is_active else _("停止中")


@admin.register(WebhookDelivery, site=staff_site)
class WebhookDeliveryAdmin(ByAdministrator):
    sidebar_icon = "outbox"
    sidebar_position = 950
    list_display = ["created_at", "endpoint", "event_name", "receipt_number", "outcome", "attempts", "delivered_at"]
    list_filter = ["endpoint", "event"]
    list_filter_submit = True
    list_select_related = ["endpoint"]
    list_per_page = 50
    show_full_result_count = False
    fields = [
        "created_at",
        "endpoint",
        "event_name",
        "receipt_number",
        "outcome",
        "attempts",
        "last_error",
        "delivered_at",
    ]
    readonly_fields = fields
    actions_detail = ["replay"]

    @action(description=gettext_lazy("もう一度送る"), url_path="replay", icon="replay", permissions=["verb"])
    def replay(self, request: HttpRequest, object_id: str) -> HttpResponse:
        delivery = self.one(request, object_id)
        if request.method == "POST":
            webhooks.replay(actor=request.user, delivery=delivery)
            messages.success(request, _("もう一度送ります。結果は、この一覧でご確認ください。"))
            return redirect(DELIVERIES)
        return verb_page(
            request,
            site=self.admin_site,
            title=_("もう一度送る"),
            subtitle=str(delivery.endpoint),
            explanation=_("同じ通知を、同じ番号で、もう一度送ります。"),
            submit_label=_("送る"),
            back=reverse(DELIVERIES),
        )

    @display(description=gettext_lazy("できごと"))
    def event_name(self, delivery: WebhookDelivery) -> str:
        return str(dict(WebhookEvent.choices).get(delivery.event, _("試しの通知")))

    @display(description=gettext_lazy("受付番号"))
    def receipt_number(self, delivery: WebhookDelivery) -> str:
        return str(delivery.payload["data"].get("receipt_number", ""))

    @display(description=gettext_lazy("結果"), label={"delivered": "success", "waiting": "info", "refused": "warning"})
    def outcome(self, delivery: WebhookDelivery) -> tuple[str, str]:
        if delivery.delivered_at:
            return "delivered", _("届きました")
        return ("refused", _("届いていません")) if delivery.attempts else ("waiting", _("これから送ります"))
