"""The staff side of a municipality: `staff_site`. What it shares with the prefecture's side is PortalAdminSite."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from . import rules
from .portal_site import PortalAdminSite
from .ruled_admin import AuditedAdmin, RuledAdmin, RuledPermissions

__all__ = ["AuditedAdmin", "RuledAdmin", "RuledPermissions", "StaffAdminSite", "staff_site"]


class StaffAdminSite(PortalAdminSite):
    def title_of(self, request: HttpRequest) -> str:
        return _("%(town)s 職員ページ") % {"town": request.town}

    def can_see_history(self, request: HttpRequest) -> bool:
        return rules.can_see_audit(request.user)


staff_site = StaffAdminSite(name="admin")
