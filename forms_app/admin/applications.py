"""The inbox (受信箱): applications by section and state. One application's page is case.py."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from forms_app.models import Application
from forms_app.models.receipt import normalise_receipt_number
from forms_app.models.search_digest import search_digest
from forms_app.services import paper
from forms_app.workflow import WAITING_FOR_STAFF, ApplicationStatus
from municipalities.accounts import rules
from municipalities.accounts.admin_site import RuledAdmin, staff_site

from . import assist, case

LABEL_COLORS = {
    ApplicationStatus.SUBMITTED: "info",
    ApplicationStatus.IN_REVIEW: "primary",
    ApplicationStatus.RETURNED: "warning",
    ApplicationStatus.APPROVED: "success",
    ApplicationStatus.COMPLETED: "success",
    ApplicationStatus.REJECTED: "danger",
    ApplicationStatus.WITHDRAWN: "danger",
}


class WaitingFilter(admin.SimpleListFilter):
    """What a clerk opens the inbox for."""

    title = gettext_lazy("しごと")
    parameter_name = "work"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("waiting", gettext_lazy("対応が必要なもの")),
            ("mine", gettext_lazy("自分の担当")),
            ("free", gettext_lazy("担当者が決まっていないもの")),
            ("overdue", gettext_lazy("期限を過ぎたもの")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "waiting":
                return queryset.waiting_for_staff()
            case "mine":
                return queryset.open().filter(assignee=request.user)
            case "free":
                return queryset.waiting_for_staff().filter(assignee=None)
            case "overdue":
                return queryset.overdue(at=timezone.now())
        return queryset


@admin.register(Application, site=staff_site)
class ApplicationAdmin(RuledAdmin):
    sidebar_group = gettext_lazy("申請")
    sidebar_icon = "inbox"
    sidebar_position = 10
    list_display = ["receipt_number", "form_title", "state", "section", "assignee", "submitted_on", "age", "deadline"]
    list_filter = [WaitingFilter, "status", "section", "form"]
    list_filter_submit = True
    list_select_related = ["form", "section", "assignee"]
    list_per_page = 50
    list_before_template = "admin/forms_app/application/counts.html"
    search_fields = ["receipt_number"]
    search_help_text = gettext_lazy(
        "受付番号、手続の名前、申請者の氏名・電話番号・メールアドレス（完全一致）で探せます"
    )
    show_full_result_count = False
    ordering = ["-submitted_at", "-id"]

    actions = ["print_chosen"]

    class Media:
        css = {"all": ["admin-theme/case.css"]}

    def may_view(self, staff: Any, obj: Application | None = None) -> bool:
        return staff.is_active if obj is None else rules.can_see_section(staff, obj.section_id)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        applications = super().get_queryset(request)
        if rules.sees_every_section(request.user):
            return applications
        return applications.for_sections(request.user.section_ids)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        term = search_term.replace("\x00", "").strip()[:100]
        if not term:
            return queryset, False
        found = Q(form__title__icontains=term) | Q(search_digests__contains=[search_digest(term)])
        with suppress(ValueError):  # not a receipt number: a title, a name, a telephone number
            found |= Q(receipt_number=normalise_receipt_number(term))
        return queryset.filter(found), False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {
            "title": _("受信箱"),
            "counts": self._counts(request),
            "may_assist": rules.can_assist(request.user),
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return case.show(request, self, object_id)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("assist/", wrap(assist.choose_form), name="forms_app_application_assist"),
            path("<int:pk>/verbs/<slug:verb>/", wrap(case.step), name="forms_app_application_verb"),
            path("<int:pk>/assign/", wrap(case.assign), name="forms_app_application_assign"),
            path("<int:pk>/notes/", wrap(case.note), name="forms_app_application_note"),
            path("<int:pk>/print/", wrap(case.print_sheet), name="forms_app_application_print"),
            path("<int:pk>/pdf/", wrap(case.pdf), name="forms_app_application_pdf"),
            path("<int:pk>/files/<uuid:public_id>/", wrap(case.file), name="forms_app_application_file"),
            path("<int:pk>/pictures/<uuid:public_id>/", wrap(case.picture), name="forms_app_application_picture"),
            *super().get_urls(),
        ]

    def _counts(self, request: HttpRequest) -> list[dict[str, Any]]:
        """How many wait, by state: one statement whatever the number of rows."""
        now = timezone.now()
        totals = self.get_queryset(request).aggregate(
            **{str(status): Count("id", filter=Q(status=status)) for status in ApplicationStatus},
            overdue=Count("id", filter=Q(status__in=WAITING_FOR_STAFF, due_at__lte=now)),
        )
        shown = [
            ApplicationStatus.SUBMITTED,
            ApplicationStatus.IN_REVIEW,
            ApplicationStatus.RETURNED,
            ApplicationStatus.APPROVED,
        ]
        counts = [{"label": _status_label(s), "count": totals[s], "query": f"status__exact={s}"} for s in shown]
        return [
            *counts,
            {"label": _("期限を過ぎたもの"), "count": totals["overdue"], "query": "work=overdue", "is_late": True},
        ]

    @admin.action(description=gettext_lazy("選んだ申請をPDFにする（100件まで）"))
    def print_chosen(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """The oldest first. All that were chosen, or none: nobody counts the sheets."""
        chosen = list(queryset.with_relations().order_by("submitted_at", "id")[: paper.MOST_SHEETS + 1])
        if len(chosen) > paper.MOST_SHEETS:
            sentence = _("一度にPDFにできるのは%(most)d件までです。選ぶ申請を減らして、もう一度お試しください。")
            messages.error(request, sentence % {"most": paper.MOST_SHEETS})
            return None
        if not chosen:
            messages.error(request, _("選んだ申請が見つかりません。一覧を読み込みなおして、もう一度選んでください。"))
            return None
        return case.pdf_of_many(chosen, request.user)

    @display(description=gettext_lazy("手続"), ordering="form__title")
    def form_title(self, application: Application) -> str:
        return application.form.title

    @display(
        description=gettext_lazy("状態"),
        ordering="status",
        label={str(_status): color for _status, color in LABEL_COLORS.items()},
    )
    def state(self, application: Application) -> tuple[str, str]:
        return str(application.status), application.status_label

    @display(description=gettext_lazy("申請日"), ordering="submitted_at")
    def submitted_on(self, application: Application) -> str:
        return f"{timezone.localtime(application.submitted_at):%m/%d %H:%M}"

    @display(description=gettext_lazy("経過日数"))
    def age(self, application: Application) -> str:
        days = _days_between(application.submitted_at, application.closed_at or timezone.now())
        return _("%(days)d日") % {"days": days} if days else _("今日")

    @display(description=gettext_lazy("期限"), ordering="due_at")
    def deadline(self, application: Application) -> str:
        if application.status not in WAITING_FOR_STAFF:
            return ""
        left = _days_between(timezone.now(), application.due_at)
        if left < 0:
            return _("%(days)d日超過") % {"days": -left}
        return _("あと%(days)d日") % {"days": left} if left else _("今日まで")


def _days_between(start: datetime, end: datetime) -> int:
    """Days on the calendar of Japan, as a clerk counts them."""
    return (timezone.localdate(end) - timezone.localdate(start)).days


def _status_label(status: ApplicationStatus) -> str:
    return Application(status=status).status_label
