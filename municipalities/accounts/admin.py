"""People, sections and the audit log of one municipality. Only its administrator opens these (accounts.rules)."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action, display
from unfold.widgets import UnfoldAdminCheckboxSelectMultiple

from municipalities.audit.admin import AuditRecordAdmin
from municipalities.audit.models import AuditRecord

from . import api_token_admin, people_pages, rules, services
from .admin_site import AuditedAdmin, RuledAdmin, staff_site
from .forms import StaffForm
from .models import Section, StaffUser
from .verb_page import one_time_password_page

__all__ = ["SectionAdmin", "StaffUserAdmin", "TownAuditAdmin", "api_token_admin"]

LAST_ADMINISTRATOR = gettext_lazy(
    "全体管理者がいなくなるため、変更できません。先に、ほかの職員を全体管理者にしてください。"
)


class ManagedByAdministrator(RuledAdmin, AuditedAdmin):
    sidebar_group = gettext_lazy("管理")

    def may_add(self, staff: Any) -> bool:
        return rules.can_manage_staff(staff)

    def may_change(self, staff: Any, obj: Any = None) -> bool:
        return rules.can_manage_staff(staff)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        one_button = {"show_save_and_continue": False, "show_save_and_add_another": False}
        return super().render_change_form(request, {**context, **one_button}, *args, **kwargs)


@admin.register(Section, site=staff_site)
class SectionAdmin(ManagedByAdministrator):
    """A section is switched off, not deleted: its cases and their history go on naming it."""

    sidebar_icon = "domain"
    sidebar_position = 900
    list_display = ["name", "phone", "email", "member_count", "in_use"]
    search_fields = ["name"]
    fields = ["name", "phone", "place", "email", "position", "is_active"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Section]:
        return (
            super().get_queryset(request).annotate(active_members=Count("members", filter=Q(members__is_active=True)))
        )

    @display(description=gettext_lazy("職員の数"))
    def member_count(self, section: Section) -> str:
        return _("%(count)d人") % {"count": section.active_members}

    @display(description=gettext_lazy("状態"), label={"使用中": "success"})
    def in_use(self, section: Section) -> str:
        return _("使用中") if section.is_active else _("使っていない")


@admin.register(StaffUser, site=staff_site)
class StaffUserAdmin(ManagedByAdministrator):
    """An account is switched off, not deleted: the history goes on naming the person."""

    sidebar_icon = "badge"
    sidebar_position = 910
    form = StaffForm
    list_display = ["display_name", "username", "role", "section_names", "in_use", "last_login"]
    list_filter = ["role", "sections", "is_active"]
    list_filter_submit = True
    search_fields = ["display_name", "username"]
    fields = ["display_name", "username", "email", "role", "sections"]
    actions_detail = ["reset_password", "switch_use"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[StaffUser]:
        return super().get_queryset(request).prefetch_related("sections")

    @display(description=gettext_lazy("所属"))
    def section_names(self, staff: StaffUser) -> str:
        return "、".join(section.name for section in staff.sections.all())

    @display(description=gettext_lazy("状態"), label={"利用中": "success"})
    def in_use(self, staff: StaffUser) -> str:
        return _("利用中") if staff.is_active else _("停止中")

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelMultipleChoiceField:
        return super().formfield_for_manytomany(db_field, request, **kwargs, widget=UnfoldAdminCheckboxSelectMultiple)

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "sections":
            field.widget = field.widget.widget  # without the wrapper's "add another" pop-up
        return field

    def save_model(self, request: HttpRequest, obj: StaffUser, form: StaffForm, change: bool) -> None:
        if not change:
            sections = form.cleaned_data["sections"]
            request.one_time_password = services.register_staff(actor=request.user, staff=obj, sections=sections)
            return
        with services.one_administrator_stays():
            super().save_model(request, obj, form, change)

    def log_addition(self, request: HttpRequest, obj: models.Model, message: dict[str, Any]) -> None:
        """register_staff has written it."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except services.LastAdministrator:
            messages.error(request, LAST_ADMINISTRATOR)
            return HttpResponseRedirect(request.path)

    def response_add(self, request: HttpRequest, obj: StaffUser, post_url_continue: str | None = None) -> HttpResponse:
        back = reverse("admin:accounts_staffuser_changelist")
        password = request.one_time_password
        return one_time_password_page(request, site=self.admin_site, user=obj, password=password, back=back)

    @action(
        description=gettext_lazy("パスワードの再発行"), url_path="reset-password", icon="key", permissions=["change"]
    )
    def reset_password(self, request: HttpRequest, object_id: str) -> HttpResponse:
        staff = self._staff(request, object_id)
        reset = partial(services.reset_password, actor=request.user, user=staff)
        return people_pages.reset_password(request, site=self.admin_site, user=staff, reset=reset, back=_address(staff))

    @action(description=gettext_lazy("利用の停止・再開"), url_path="use", icon="person_off", permissions=["change"])
    def switch_use(self, request: HttpRequest, object_id: str) -> HttpResponse:
        staff = self._staff(request, object_id)
        return people_pages.switch_use(
            request,
            site=self.admin_site,
            user=staff,
            deactivate=partial(services.deactivate, actor=request.user, user=staff),
            activate=partial(services.activate, actor=request.user, user=staff),
            refusal=LAST_ADMINISTRATOR,
            back=_address(staff),
        )

    def _staff(self, request: HttpRequest, object_id: str) -> StaffUser:
        staff = self.get_object(request, object_id)
        if staff is None:
            raise Http404
        return staff


def _address(staff: StaffUser) -> str:
    return reverse("admin:accounts_staffuser_change", args=[staff.pk])


@admin.register(AuditRecord, site=staff_site)
class TownAuditAdmin(RuledAdmin, AuditRecordAdmin):
    sidebar_group = gettext_lazy("管理")
    sidebar_icon = "history"
    sidebar_position = 920

    def may_view(self, staff: Any, obj: Any = None) -> bool:
        return rules.can_see_audit(staff)
