"""Canned replies, kept by those who lead a section; and how residents found the answers."""

from typing import Any

from django.contrib import admin
from django.db.models import Avg, Count, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from chatbot.models import CannedReply, HandoverRating
from municipalities.accounts import rules
from municipalities.accounts.admin_site import AuditedAdmin, RuledAdmin, staff_site
from municipalities.accounts.models import Section
from municipalities.tenancy.features import CHAT_WITH_STAFF


class AboutTalks(RuledAdmin):
    sidebar_group = gettext_lazy("相談")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.town.has_feature(CHAT_WITH_STAFF) and super().has_module_permission(request)


@admin.register(CannedReply, site=staff_site)
class CannedReplyAdmin(AboutTalks, AuditedAdmin):
    sidebar_icon = "quickreply"
    sidebar_position = 32
    list_display = ["title", "section_name", "position"]
    list_select_related = ["section"]
    fields = ["title", "text", "section", "position"]

    def may_view(self, staff: Any, obj: CannedReply | None = None) -> bool:
        return staff.is_active

    def may_add(self, staff: Any) -> bool:
        return staff.is_active and staff.role in {rules.TENANT_ADMIN, rules.SECTION_MANAGER}

    def may_change(self, staff: Any, obj: CannedReply | None = None) -> bool:
        return self.may_add(staff) if obj is None else rules.can_keep_replies(staff, obj.section_id)

    def may_delete(self, staff: Any, obj: CannedReply | None = None) -> bool:
        return self.may_change(staff, obj)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> ModelChoiceField:
        """Whoever leads a section writes for that one."""
        sections = Section.objects.filter(is_active=True)
        if not rules.sees_every_section(request.user):
            sections = sections.filter(pk__in=request.user.section_ids)
        field = super().formfield_for_foreignkey(db_field, request, **{**kwargs, "queryset": sections})
        field.required = not rules.sees_every_section(request.user)
        return field

    @display(description=gettext_lazy("使う課"))
    def section_name(self, reply: CannedReply) -> str:
        return reply.section.name if reply.section else _("すべての課")


@admin.register(HandoverRating, site=staff_site)
class HandoverRatingAdmin(AboutTalks):
    """Without a name: who said it is not kept longer than the conversation."""

    sidebar_icon = "thumbs_up_down"
    sidebar_position = 33
    list_display = ["at", "section", "score", "comment_text"]
    list_display_links = None
    list_filter = ["section", "score"]
    list_filter_submit = True
    list_select_related = ["section"]
    list_before_template = "admin/chatbot/rating_counts.html"

    def may_view(self, staff: Any, obj: HandoverRating | None = None) -> bool:
        return staff.is_active and (obj is None or rules.can_see_talk(staff, obj.section_id))

    def get_queryset(self, request: HttpRequest) -> QuerySet[HandoverRating]:
        found = super().get_queryset(request)
        return found if rules.sees_every_section(request.user) else found.filter(section__in=request.user.section_ids)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        figures = self.get_queryset(request).aggregate(count=Count("pk"), average=Avg("score"))
        return super().changelist_view(request, {"figures": figures, **(extra_context or {})})

    @display(description=gettext_lazy("感想"))
    def comment_text(self, rating: HandoverRating) -> str:
        return rating.comment
