"""Areas, categories and items on the staff pages."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline
from unfold.decorators import display
from unfold.widgets import UnfoldAdminColorInputWidget

from municipalities.accounts import rules
from municipalities.accounts.admin_site import RuledPermissions, staff_site
from municipalities.calendars.models import WasteArea, WasteCategory, WasteDistrict, WasteItem
from municipalities.support.readings import reading_of

from .base import CalendarAdmin


class DistrictInline(RuledPermissions, TabularInline):
    model = WasteDistrict
    extra = 1
    fields = ["name", "postal_code"]

    def may_view(self, staff: Any, obj: Any = None) -> bool:
        return rules.can_see_calendars(staff)

    def may_add(self, staff: Any) -> bool:
        return rules.can_edit_calendars(staff)

    def may_change(self, staff: Any, obj: Any = None) -> bool:
        return rules.can_edit_calendars(staff)

    def may_delete(self, staff: Any, obj: Any = None) -> bool:
        return rules.can_edit_calendars(staff)


@admin.register(WasteArea, site=staff_site)
class WasteAreaAdmin(CalendarAdmin):
    sidebar_icon = "map"
    sidebar_position = 510
    list_display = ["name", "group", "center", "rule_count"]
    search_fields = ["name", "reading", "group", "districts__name"]
    fields = ["name", "reading", "group", "center", "note", "position"]
    inlines = [DistrictInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[WasteArea]:
        return super().get_queryset(request).annotate(rules_held=Count("rules"))

    @display(description=_("決まりの数"))
    def rule_count(self, area: Any) -> int:
        return area.rules_held


class CategoryForm(forms.ModelForm):
    class Meta:
        model = WasteCategory
        fields = ["name", "letter", "color", "icon", "put_out_by", "guide", "position"]
        widgets = {"color": UnfoldAdminColorInputWidget}


@admin.register(WasteCategory, site=staff_site)
class WasteCategoryAdmin(CalendarAdmin):
    sidebar_icon = "palette"
    sidebar_position = 520
    form = CategoryForm
    list_display = ["name", "letter", "swatch", "icon", "put_out_by"]

    @display(description=_("色"))
    def swatch(self, category: WasteCategory) -> str:
        return format_html('<span style="color:{}">■</span> {}', category.color, category.color)


@admin.register(WasteItem, site=staff_site)
class WasteItemAdmin(CalendarAdmin):
    sidebar_icon = "inventory_2"
    sidebar_position = 550
    list_display = ["name", "reading", "category", "notice"]
    list_select_related = ["category"]
    list_filter = ["category"]
    search_fields = ["name", "reading", "also", "notice"]
    fields = ["name", "reading", "also", "category", "notice"]

    def save_model(self, request: HttpRequest, obj: WasteItem, form: Any, change: bool) -> None:
        obj.reading = obj.reading or reading_of(obj.name)[:120]
        obj.heading = obj.reading[:1]
        super().save_model(request, obj, form, change)
