"""The audit log as a list to search in, never to write. accounts registers it on each side."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from . import wording
from .filters import DayFilter, ObjectTypeFilter, VerbFilter
from .models import AuditRecord


class AuditRecordAdmin(ModelAdmin):
    list_display = ["at", "actor_name", "verb", "noun", "object_label", "details"]
    list_display_links = None
    list_filter = [VerbFilter, ObjectTypeFilter, ("at", DayFilter)]
    list_filter_submit = True
    list_per_page = 50
    search_fields = ["object_label", "actor_name", "object_id"]
    search_help_text = _("対象・職員の名前、対象の番号でさがす")
    show_full_result_count = False
    sortable_by: list[str] = []
    actions = None

    @admin.display(description=_("操作"))
    def verb(self, record: AuditRecord) -> str:
        return wording.verb_of(record)

    @admin.display(description=_("対象の種類"))
    def noun(self, record: AuditRecord) -> str:
        return wording.noun_of(record.object_type)

    @admin.display(description=_("内容"), empty_value="")
    def details(self, record: AuditRecord) -> str:
        return wording.describe(record)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list shows all there is."""
        return redirect("admin:audit_auditrecord_changelist")

    def history_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("admin:audit_auditrecord_changelist")

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditRecord]:
        return AuditRecord.objects.all()
