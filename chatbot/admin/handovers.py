"""The inbox of residents who wait for a person: live, by section. One conversation's page is talk.py."""

from hashlib import sha256
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatbot.models import Handover, HandoverState
from municipalities.accounts import rules
from municipalities.accounts.admin_site import RuledAdmin, staff_site
from municipalities.tenancy.features import CHAT_WITH_STAFF

from . import talk

MOST_SHOWN = 200
LIST = "admin/chatbot/handover/list.html"


@admin.register(Handover, site=staff_site)
class HandoverAdmin(RuledAdmin):
    sidebar_group = gettext_lazy("相談")
    sidebar_icon = "forum"
    sidebar_position = 30

    def may_view(self, staff: Any, obj: Handover | None = None) -> bool:
        return staff.is_active if obj is None else rules.can_see_talk(staff, obj.section_id)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.town.has_feature(CHAT_WITH_STAFF) and super().has_module_permission(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Handover]:
        handovers = super().get_queryset(request).select_related("section", "taken_by")
        if rules.sees_every_section(request.user):
            return handovers
        return handovers.for_sections(request.user.section_ids)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("職員への相談"),
            "list": self._list(request),
            "ended": self.get_queryset(request).exclude(ended_at=None).order_by("-ended_at")[:30],
        }
        return TemplateResponse(request, "admin/chatbot/handover/inbox.html", context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return talk.show(request, object_id)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("news/", wrap(self.news), name="chatbot_handover_inbox_news"),
            path("<int:pk>/news/", wrap(talk.news), name="chatbot_handover_news"),
            path("<int:pk>/verbs/<slug:verb>/", wrap(talk.step), name="chatbot_handover_verb"),
            *super().get_urls(),
        ]

    def news(self, request: HttpRequest) -> HttpResponse:
        """The lists, where they are other than what the page holds (its ETag)."""
        html = self._list(request)
        etag = quote_etag(sha256(html.encode()).hexdigest()[:32])
        if etag in parse_etags(request.headers.get("If-None-Match", "")):
            return HttpResponse(status=304, headers={"ETag": etag})
        return HttpResponse(html, headers={"ETag": etag, "Cache-Control": "no-cache"})

    def _list(self, request: HttpRequest) -> str:
        """One statement for all three lists."""
        found = list(self.get_queryset(request).open().with_unread().order_by("asked_at")[:MOST_SHOWN])
        waiting = [each for each in found if each.state == HandoverState.WAITING]
        taken = [each for each in found if each.state == HandoverState.TAKEN]
        lists = [
            (_("待っている人"), waiting, _("いま待っている人はいません。")),
            (_("自分が対応中"), [each for each in taken if each.taken_by_id == request.user.pk], _("ありません。")),
            (
                _("ほかの職員が対応中"),
                [each for each in taken if each.taken_by_id != request.user.pk],
                _("ありません。"),
            ),
        ]
        unread = sum(each.unread for each in lists[1][1])
        context = {"lists": lists, "calls": len(waiting) + unread, "today": timezone.localdate()}
        return render_to_string(LIST, context)
