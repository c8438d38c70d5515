"""The prefecture's side: `prefecture_site`, on the public host only."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ..portal_site import PortalAdminSite
from ..ruled_admin import RuledAdmin
from .models import PrefectureOperator


class PrefectureAdminSite(PortalAdminSite):
    def title_of(self, request: HttpRequest) -> str:
        return _("%(prefecture)s 管理ページ") % {"prefecture": request.town}

    def has_permission(self, request: HttpRequest) -> bool:
        return is_operator(request.user)

    def can_see_history(self, request: HttpRequest) -> bool:
        return is_operator(request.user)


class OperatorsOnly(RuledAdmin):
    """Lists of the prefecture's side: its operators see them all. Writing goes through verbs, each with a page."""

    def may_view(self, staff: Any, obj: Any = None) -> bool:
        return is_operator(staff)


def is_operator(user: Any) -> bool:
    return isinstance(user, PrefectureOperator) and user.is_active


prefecture_site = PrefectureAdminSite(name="admin")
