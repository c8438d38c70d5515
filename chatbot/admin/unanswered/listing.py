"""What residents asked in vain, the most frequent first."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from chatbot.learning import deeds
from chatbot.learning.ranking import ranked
from chatbot.models import UnansweredQuestion, UnansweredState
from municipalities.accounts import rules
from municipalities.accounts.admin_site import RuledAdmin, staff_site
from municipalities.tenancy.features import CHAT

from ..faq.filters import CategoryFilter
from . import topic
from .filters import PeriodFilter, StateFilter, days_of

COLORS = {
    UnansweredState.OPEN.value: "warning",
    UnansweredState.DONE.value: "success",
    UnansweredState.IGNORED.value: "info",
}


@admin.register(UnansweredQuestion, site=staff_site)
class UnansweredQuestionAdmin(RuledAdmin):
    sidebar_group = gettext_lazy("相談")
    sidebar_icon = "contact_support"
    sidebar_position = 35
    list_display = ["shown_title", "shown_talks", "trend", "last_day", "category", "section", "handled"]
    list_filter = [PeriodFilter, StateFilter, CategoryFilter, "section"]
    list_filter_submit = True
    list_select_related = ["category", "section", "entry"]
    list_per_page = 50
    list_before_template = "admin/chatbot/unanswered/before_list.html"
    show_full_result_count = False
    actions = None

    class Media:
        css = {"all": ["admin-theme/forms.css", "admin-theme/faq.css"]}

    def may_view(self, staff: Any, obj: UnansweredQuestion | None = None) -> bool:
        return rules.can_learn_from_questions(staff)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.town.has_feature(CHAT) and super().has_module_permission(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[UnansweredQuestion]:
        first, last = days_of(request)
        return ranked(UnansweredQuestion.objects.all(), first=first, last=last)

    def get_ordering(self, request: HttpRequest) -> list[str]:
        return ["-talks", "-count", "-last_on"]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if self.has_view_permission(request):
            deeds.look_at_list(staff=request.user)
        return super().changelist_view(request, {"title": _("答えられなかった質問"), **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return topic.show(request, object_id)

    def get_urls(self) -> list[URLPattern]:
        deed = self.admin_site.admin_view(topic.perform)
        return [path("<int:pk>/deeds/<slug:deed>/", deed, name="chatbot_unansweredquestion_deed"), *super().get_urls()]

    @display(description=gettext_lazy("聞かれたこと"))
    def shown_title(self, topic: UnansweredQuestion) -> str:
        return topic.title

    @display(description=gettext_lazy("相談の数"), ordering="talks")
    def shown_talks(self, topic: UnansweredQuestion) -> str:
        if topic.count == topic.talks:
            return _("%(talks)d件") % {"talks": topic.talks}
        return _("%(talks)d件（%(count)d回）") % {"talks": topic.talks, "count": topic.count}

    @display(description=gettext_lazy("前の期間と比べて"))
    def trend(self, topic: UnansweredQuestion) -> str:
        if topic.before == 0:
            return _("新しい")
        if topic.talks == topic.before:
            return _("同じ")
        words = _("増えた（%(before)d件から）") if topic.talks > topic.before else _("減った（%(before)d件から）")
        return words % {"before": topic.before}

    @display(description=gettext_lazy("最後に聞かれた日"), ordering="last_on")
    def last_day(self, topic: UnansweredQuestion) -> str:
        return date_format(topic.last_on, "DATE_FORMAT")

    @display(description=gettext_lazy("状態"), label=COLORS)
    def handled(self, topic: UnansweredQuestion) -> tuple[str, str]:
        label = topic.get_state_display()
        if topic.state == UnansweredState.DONE and topic.entry.current_id is None:
            label = _("対応済み（公開前）")
        elif topic.since:
            label = _("%(state)s・その後%(since)d回") % {"state": label, "since": topic.since}
        return topic.state, str(label)
