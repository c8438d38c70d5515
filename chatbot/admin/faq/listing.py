from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from chatbot.knowledge import verbs
from chatbot.models import FaqEntry
from chatbot.models.faq import NOTICE
from municipalities.accounts import rules
from municipalities.accounts.admin_site import RuledAdmin, staff_site
from municipalities.accounts.verb_page import moment

from . import deeds, editing, files, history, several, while_writing
from .access import number_in
from .entry_form import next_review_day
from .filters import AgeFilter, CategoryFilter, OwnSectionFilter, StandingFilter
from .states import COLORS, STANDINGS, standing


@admin.register(FaqEntry, site=staff_site)
class FaqEntryAdmin(RuledAdmin):
    sidebar_group = gettext_lazy("相談")
    sidebar_icon = "quiz"
    sidebar_position = 40
    list_display = ["question", "standing_label", "category", "section", "review_day", "edited_at"]
    list_filter = [StandingFilter, AgeFilter, OwnSectionFilter, CategoryFilter, "section", "language"]
    list_filter_submit = True
    list_select_related = ["category", "section"]
    list_per_page = 50
    list_before_template = "admin/chatbot/faq/before_list.html"
    search_fields = ["question", "paraphrases", "answer", "slug"]
    search_help_text = gettext_lazy("質問、ほかの言い方、答えの中のことばで探せます")
    show_full_result_count = False
    ordering = ["category__position", "id"]
    actions = ["request_chosen", "publish_chosen", "confirm_chosen"]

    class Media:
        css = {"all": ["admin-theme/case.css", "admin-theme/forms.css", "admin-theme/faq.css"]}

    def may_view(self, staff: Any, obj: FaqEntry | None = None) -> bool:
        return rules.can_see_faq(staff)

    def may_add(self, staff: Any) -> bool:
        return rules.can_write_faq(staff)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        entries = super().get_queryset(request).annotate(standing=standing())
        return entries.defer("answer", "paraphrases", "links", "short_answer")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {
            "title": _("よくある質問"),
            "counts": self._counts(),
            "may_import": rules.can_write_faq(request.user),
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    def _counts(self) -> list[dict[str, Any]]:
        """What waits for somebody, in one statement."""
        soon = timezone.localdate() + NOTICE
        totals = FaqEntry.objects.annotate(standing=standing()).aggregate(
            waiting=Count("id", filter=Q(standing="waiting")),
            reviewed=Count("id", filter=Q(standing="reviewed")),
            published=Count("id", filter=Q(standing="published")),
            stale=Count("id", filter=Q(current__isnull=False, due_on__lte=soon)),
            hidden=Count("id", filter=Q(standing="hidden")),
        )
        shown = [
            (_("確認待ち"), "waiting", "standing=waiting"),
            (_("確認済み（公開前）"), "reviewed", "standing=reviewed"),
            (_("公開中"), "published", "standing=published"),
            (_("見直しが必要"), "stale", "age=stale"),
            (_("期限切れで非表示"), "hidden", "standing=hidden"),
        ]
        late = ("stale", "hidden")
        return [
            {"label": label, "count": totals[name], "query": query, "is_late": name in late}
            for label, name, query in shown
        ]

    @display(description=gettext_lazy("状態"), ordering="standing", label=COLORS)
    def standing_label(self, entry: FaqEntry) -> tuple[str, str]:
        return entry.standing, str(STANDINGS[entry.standing])

    @display(description=gettext_lazy("見直す日"), ordering="due_on")
    def review_day(self, entry: FaqEntry) -> str:
        if entry.due_on is None:
            return ""
        day, today = date_format(entry.due_on, "DATE_FORMAT"), timezone.localdate()
        if entry.due_on < today:
            return _("%(day)s（過ぎています）") % {"day": day}
        return _("%(day)s（もうすぐ）") % {"day": day} if entry.due_on <= today + NOTICE else day

    @display(description=gettext_lazy("最後の変更"), ordering="updated_at")
    def edited_at(self, entry: FaqEntry) -> str:
        return moment(entry.updated_at)

    @admin.action(description=gettext_lazy("選んだ質問の確認をお願いする"))
    def request_chosen(self, request: HttpRequest, queryset: QuerySet) -> None:
        several.perform(request, queryset, verbs.request_review, _("%(count)d件の確認をお願いしました。"))

    @admin.action(description=gettext_lazy("選んだ質問を公開する"))
    def publish_chosen(self, request: HttpRequest, queryset: QuerySet) -> None:
        several.perform(request, queryset, verbs.publish, _("%(count)d件を公開しました。"))

    @admin.action(description=gettext_lazy("選んだ質問を見直した（次は1年後）"))
    def confirm_chosen(self, request: HttpRequest, queryset: QuerySet) -> None:
        sentence = _("%(count)d件を見直したことを記録しました。")
        several.perform(request, queryset, verbs.confirm, sentence, review_on=next_review_day())

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return editing.add(request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return editing.edit(request, number_in(object_id))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """An entry has a history of its own, with contents."""
        return HttpResponseRedirect(reverse("admin:chatbot_faqentry_revisions", args=[number_in(object_id)]))

    def get_urls(self) -> list[URLPattern]:
        def page(address: str, view: Any, name: str) -> URLPattern:
            return path(address, self.admin_site.admin_view(view), name=f"chatbot_faqentry_{name}")

        return [
            page("export/<slug:format>/", files.download, "export"),
            page("import/", files.upload, "import"),
            page("preview/", while_writing.preview, "preview"),
            page("neighbours/", while_writing.show_neighbours, "neighbours"),
            page("reach/", while_writing.show_reach, "reach"),
            page("<int:pk>/deeds/<slug:deed>/", deeds.perform, "deed"),
            page("<int:pk>/revisions/", history.revisions, "revisions"),
            page("<int:pk>/revisions/compare/", history.compare, "compare"),
            page("<int:pk>/revisions/<int:number>/restore/", history.restore, "restore"),
            *super().get_urls(),
        ]
