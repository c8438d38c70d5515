"""The hours of the town's counters, kept by its administrator: the week in one list, and the days that differ."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from municipalities.accounts import rules
from municipalities.accounts.admin_site import AuditedAdmin, RuledAdmin, staff_site

from .models import SpecialDay, WeekdayHours, complete_week


class HoursAdmin(RuledAdmin, AuditedAdmin):
    sidebar_group = gettext_lazy("管理")

    def may_view(self, staff: Any, obj: Any = None) -> bool:
        return staff.is_active

    def may_change(self, staff: Any, obj: Any = None) -> bool:
        return rules.can_manage_staff(staff)

    @display(description=gettext_lazy("窓口の時間"))
    def span_text(self, row: WeekdayHours | SpecialDay) -> str:
        return f"{row.opens_at:%H:%M}〜{row.closes_at:%H:%M}" if row.is_open else _("閉まっています")


@admin.register(WeekdayHours, site=staff_site)
class WeekdayHoursAdmin(HoursAdmin):
    """Seven rows, never fewer or more."""

    sidebar_icon = "schedule"
    sidebar_position = 920
    list_display = ["weekday", "span_text"]
    fields = ["is_open", "opens_at", "closes_at"]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        complete_week()
        return super().changelist_view(request, extra_context)


@admin.register(SpecialDay, site=staff_site)
class SpecialDayAdmin(HoursAdmin):
    """祝日 and 年末年始 are closed by themselves: only what differs is kept here."""

    sidebar_icon = "event_busy"
    sidebar_position = 921
    list_display = ["day", "name", "span_text"]
    fields = ["day", "name", "is_open", "opens_at", "closes_at"]
    date_hierarchy = "day"

    def may_add(self, staff: Any) -> bool:
        return rules.can_manage_staff(staff)

    def may_delete(self, staff: Any, obj: Any = None) -> bool:
        return rules.can_manage_staff(staff)
