"""What every list and form behind the counter has in common: permissions by accounts.rules, deeds in the audit log."""

from typing import Any

from django.contrib.admin import ShowFacets
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from municipalities.audit import services as audit
from municipalities.audit.models import AuditRecord


class RuledPermissions:
    """Answers the admin's questions by predicates over the person; auth.Permission is not asked (its tables are empty).

    Nothing is allowed until a subclass says so. For inlines mix it in before the inline class.
    """

    def may_view(self, staff: Any, obj: Any = None) -> bool:
        return self.may_change(staff, obj)

    def may_add(self, staff: Any) -> bool:
        return False

    def may_change(self, staff: Any, obj: Any = None) -> bool:
        return False

    def may_delete(self, staff: Any, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_view(request.user, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_add(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_change(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_delete(request.user, obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.may_view(request.user)


class RuledAdmin(RuledPermissions, ModelAdmin):
    """A list in the sidebar: `sidebar_icon` is a Material Symbols name, a smaller position stands higher."""

    sidebar_group: str | Promise = ""
    sidebar_icon = "list"
    sidebar_position = 100
    show_facets = ShowFacets.NEVER


class AuditedAdmin(ModelAdmin):
    """django_admin_log does not exist in `public`, and a town must not have two histories: every deed goes to audit.

    Deleting many at once is not offered: each deletion is a deed of its own.
    """

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> dict[str, Any]:
        """Names of fields, never what was typed."""
        return {"fields": sorted(form.changed_data)}

    def log_addition(self, request: HttpRequest, obj: models.Model, message: dict[str, Any]) -> None:
        self.audit(request, obj, "create", {})

    def log_change(self, request: HttpRequest, obj: models.Model, message: dict[str, Any]) -> None:
        self.audit(request, obj, "change", message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:
        [obj] = queryset
        self.audit(request, obj, "delete", {})

    def audit(self, request: HttpRequest, obj: models.Model, verb: str, detail: dict[str, Any]) -> None:
        audit.record(actor=request.user, action=f"{obj._meta.model_name}.{verb}", target=obj, detail=detail)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, obj) or not self.admin_site.can_see_history(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("変更の記録"),
            "subtitle": str(obj),
            "records": AuditRecord.objects.filter(object_type=self.opts.label_lower, object_id=str(obj.pk))[:200],
            "object": obj,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/object_history.html", context)
