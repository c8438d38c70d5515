"""The prefecture's list of what residents of several towns ask in vain. It is read only; beat collects it each morning."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from municipalities.accounts.prefecture.admin_site import OperatorsOnly, prefecture_site
from municipalities.accounts.verb_page import moment

from .models import LEAST_CONVERSATIONS, LEAST_TOWNS, UnansweredTopic
from .topics import LOOKED_BACK


@admin.register(UnansweredTopic, site=prefecture_site)
class UnansweredTopicAdmin(OperatorsOnly):
    sidebar_group = gettext_lazy("県内の役所")
    sidebar_icon = "help"
    sidebar_position = 30
    list_display = ["topic", "conversation_count", "town_count", "open_count"]
    list_display_links = None
    list_per_page = 50
    list_before_template = "admin/dashboard/unansweredtopic/before_list.html"
    ordering = ["-conversation_count", "-town_count", "terms"]
    sortable_by = ()
    show_full_result_count = False
    actions = None

    class Media:
        css = {"all": ["admin-theme/learning.css"]}

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.changelist_view)
        return [path("", view, name="dashboard_unansweredtopic_changelist")]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        first = UnansweredTopic.objects.values_list("collected_at", flat=True).first()
        context = {
            "title": _("答えられなかった話題"),
            "collected": moment(first),
            "days": LOOKED_BACK.days,
            "least_towns": LEAST_TOWNS,
            "least_conversations": LEAST_CONVERSATIONS,
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})

    @display(description=gettext_lazy("話題"), ordering="terms")
    def topic(self, topic: UnansweredTopic) -> str:
        return str(topic)
