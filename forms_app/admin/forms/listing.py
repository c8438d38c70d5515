"""The list of forms, and the addresses of everything that can be done with one."""

from typing import Any

from django.contrib import admin
from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from forms_app.models import Form
from municipalities.accounts import rules
from municipalities.accounts.admin_site import RuledAdmin, staff_site
from municipalities.accounts.verb_page import moment
from municipalities.audit.models import AuditRecord

from . import (
    borrowing,
    comparison,
    editor,
    exchange,
    facts,
    gallery,
    items,
    placing,
    preview,
    publishing,
    quota,
    statistics,
    translations,
)
from .states import STATE_COLORS, STATES


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("状態")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(STATES.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(state=self.value()) if self.value() in STATES else queryset


class OwnSectionFilter(admin.SimpleListFilter):
    title = gettext_lazy("担当")
    parameter_name = "own"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", gettext_lazy("自分の課の手続"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.for_sections(request.user.section_ids) if self.value() == "yes" else queryset


@admin.register(Form, site=staff_site)
class FormAdmin(RuledAdmin):
    sidebar_group = gettext_lazy("申請")
    sidebar_icon = "edit_document"
    sidebar_position = 20
    list_display = ["title", "section", "state_label", "version", "edited_by", "edited_at"]
    list_filter = [StateFilter, OwnSectionFilter, "section", "category"]
    list_filter_submit = True
    list_select_related = ["section", "current_version"]
    list_per_page = 50
    search_fields = ["title", "summary", "keywords", "slug"]
    search_help_text = gettext_lazy("手続の名前、説明、検索のことばで探せます")
    show_full_result_count = False
    ordering = ["position", "id"]
    actions = None

    class Media:
        css = {"all": ["admin-theme/forms.css"]}

    def may_view(self, staff: Any, obj: Form | None = None) -> bool:
        return rules.can_see_forms(staff)

    def may_add(self, staff: Any) -> bool:
        return rules.can_design_forms(staff)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        deeds = AuditRecord.objects.filter(object_type="forms_app.form", object_id=Cast(OuterRef("pk"), CharField()))
        last = deeds.order_by("-id")[:1]
        return (
            super()
            .get_queryset(request)
            .defer("draft_definition", "current_version__definition")
            .annotate(
                state=state_of(timezone.now()),
                is_changed=Case(When(~Q(draft_definition=F("current_version__definition")), then=True), default=False),
                last_actor=Subquery(last.values("actor_name")),
                last_at=Subquery(last.values("at")),
            )
        )

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("手続フォーム"), **(extra_context or {})})

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return facts.add(request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return editor.show(request, int(object_id) if object_id.isascii() and object_id.isdigit() else 0)

    def get_urls(self) -> list[URLPattern]:
        def page(address: str, view: Any, name: str) -> URLPattern:
            return path(f"<int:pk>/{address}", self.admin_site.admin_view(view), name=f"forms_app_form_{name}")

        upload_new = self.admin_site.admin_view(exchange.upload_new)
        return [
            path("templates/", self.admin_site.admin_view(gallery.show), name="forms_app_form_gallery"),
            path(
                "templates/<slug:template>/",
                self.admin_site.admin_view(gallery.make),
                name="forms_app_form_from_template",
            ),
            path("import/", upload_new, name="forms_app_form_import_new"),
            page("facts/", facts.edit, "facts"),
            page("add/page/", items.add_page, "add_page"),
            page("add/group/<slug:parent>/", items.add_group, "add_group"),
            page("add/field/<slug:parent>/", items.choose_type, "choose_type"),
            page("add/field/<slug:parent>/<slug:type_name>/", items.add_field, "add_field"),
            page("<slug:kind>/<slug:key>/edit/", items.edit_page, "edit_item"),
            page("<slug:kind>/<slug:key>/delete/", items.delete, "delete_item"),
            page("<slug:kind>/<slug:key>/move/", editor.move, "move_item"),
            page("<slug:kind>/<slug:key>/place/", placing.place, "place_item"),
            page("<slug:kind>/<slug:key>/duplicate/", editor.duplicate, "duplicate_item"),
            page("undo/", editor.undo, "undo"),
            page("redo/", editor.redo, "redo"),
            page("preview/", preview.show, "preview"),
            page("preview/frame/", preview.frame, "preview_frame"),
            page("publish/", publishing.publish, "publish"),
            page("quota/", quota.edit, "quota"),
            page("stop/", publishing.stop, "stop"),
            page("resume/", publishing.resume, "resume"),
            page("statistics/", statistics.statistics, "statistics"),
            page("versions/", publishing.versions, "versions"),
            page("copy/", borrowing.copy, "copy"),
            page("borrow/", borrowing.borrow, "borrow"),
            page("translations/", translations.overview, "translations"),
            page("translations/<slug:language>/", translations.translate, "translation"),
            page("export/", exchange.download, "export"),
            page("import/", exchange.upload, "import"),
            page("versions/<int:number>/export/", exchange.download, "export_version"),
            page("versions/compare/", comparison.compare, "compare"),
            page("versions/<int:number>/restore/", comparison.restore, "restore"),
            page("versions/<int:number>/", publishing.version, "version"),
            page("versions/<int:number>/frame/", preview.version_frame, "version_frame"),
            *super().get_urls(),
        ]

    @display(description=gettext_lazy("状態"), ordering="state", label=STATE_COLORS)
    def state_label(self, form: Form) -> tuple[str, str]:
        return form.state, str(STATES[form.state])

    @display(description=gettext_lazy("公開版"), ordering="current_version__number")
    def version(self, form: Form) -> str:
        if form.current_version is None:
            return ""
        text = _("第%(number)d版") % {"number": form.current_version.number}
        return _("%(version)s（未公開の変更あり）") % {"version": text} if form.is_changed else text

    @display(description=gettext_lazy("最後に編集した人"), ordering="last_actor")
    def edited_by(self, form: Form) -> str:
        return form.last_actor or ""

    @display(description=gettext_lazy("最後の編集"), ordering="last_at")
    def edited_at(self, form: Form) -> str:
        return moment(form.last_at or form.updated_at)


def state_of(now: Any) -> Case:
    """The same four states as states.state_of, told by the database."""
    closed = Q(opens_at__gt=now) | Q(closes_at__lte=now)
    return Case(
        When(current_version=None, then=Value("draft")),
        When(is_stopped=True, then=Value("stopped")),
        When(closed, then=Value("closed")),
        default=Value("open"),
        output_field=CharField(),
    )
