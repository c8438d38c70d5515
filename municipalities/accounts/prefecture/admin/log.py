from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from municipalities.audit.admin import AuditRecordAdmin
from municipalities.audit.models import AuditRecord

from ..admin_site import OperatorsOnly, prefecture_site


@admin.register(AuditRecord, site=prefecture_site)
class PrefectureAuditAdmin(OperatorsOnly, AuditRecordAdmin):
    sidebar_group = _("管理")
    sidebar_icon = "history"
    sidebar_position = 920
