"""What the lists of the working copy have in common."""

from typing import Any

from django.utils.translation import gettext_lazy

from municipalities.accounts import rules
from municipalities.accounts.admin_site import AuditedAdmin, RuledAdmin


class CalendarAdmin(RuledAdmin, AuditedAdmin):
    sidebar_group = gettext_lazy("ごみの収集日")

    def may_view(self, staff: Any, obj: Any = None) -> bool:
        return rules.can_see_calendars(staff)

    def may_add(self, staff: Any) -> bool:
        return rules.can_edit_calendars(staff)

    def may_change(self, staff: Any, obj: Any = None) -> bool:
        return rules.can_edit_calendars(staff)

    def may_delete(self, staff: Any, obj: Any = None) -> bool:
        return rules.can_edit_calendars(staff)
