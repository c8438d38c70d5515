"""The rules in sentences, the rests, and the days that differ."""

import re
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminRadioSelectWidget,
    UnfoldAdminTextareaWidget,
)

from municipalities.accounts.admin_site import staff_site
from municipalities.calendars.models import CollectionBreak, CollectionException, CollectionRule, RuleKind
from municipalities.calendars.models.collection import WEEKDAYS, WEEKS
from municipalities.calendars.waste.exchange.centers import day_in

from .base import CalendarAdmin

USED_BY = {
    RuleKind.WEEKLY: {"weekdays", "months"},
    RuleKind.MONTHLY: {"weekdays", "weeks", "months"},
    RuleKind.INTERVAL: {"every", "anchor", "months"},
    RuleKind.DAYS: {"days"},
    RuleKind.NONE: {"months"},
}
EMPTY: dict[str, Any] = {"weekdays": [], "weeks": [], "months": [], "every": 0, "anchor": None, "days": []}


class NumbersField(forms.TypedMultipleChoiceField):
    def __init__(self, choices: list[tuple[int, Any]], **options: Any):
        super().__init__(
            choices=choices, coerce=int, required=False, widget=UnfoldAdminCheckboxSelectMultipleWidget, **options
        )


class DaysField(forms.CharField):
    """Days one by one, as a clerk copies them: a line, a comma or a space between them."""

    def to_python(self, value: Any) -> list[date]:
        words = [word for word in re.split(r"[\s,、，]+", super().to_python(value)) if word]
        wrong = [word for word in words if day_in(word) is None]
        if wrong:
            raise forms.ValidationError(
                _("日付として読めません：%(words)s。「2026/12/28」のように入力してください。")
                % {"words": "、".join(wrong[:5])}
            )
        return sorted({day for word in words if (day := day_in(word))})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(f"{day:%Y/%m/%d}" for day in value) if isinstance(value, list) else value


class RuleForm(forms.ModelForm):
    """What a kind does not use is emptied, so that changing the kind needs no clearing up."""

    weekdays = NumbersField(WEEKDAYS, label=gettext_lazy("曜日"))
    weeks = NumbersField(WEEKS, label=gettext_lazy("第何週"))
    months = NumbersField(
        [(month, f"{month}月") for month in range(1, 13)], label=gettext_lazy("月（選ばなければ毎月）")
    )
    every = forms.IntegerField(
        label=gettext_lazy("何週に1回"),
        widget=UnfoldAdminIntegerFieldWidget,
        required=False,
        min_value=0,
        max_value=52,
        help_text=gettext_lazy("隔週は2"),
    )
    days = DaysField(
        label=gettext_lazy("収集日"),
        required=False,
        widget=UnfoldAdminTextareaWidget,
        help_text=gettext_lazy("1行に1日。例：2026/12/28"),
    )

    class Meta:
        model = CollectionRule
        fields = [
            "area",
            "category",
            "kind",
            "weekdays",
            "weeks",
            "every",
            "anchor",
            "days",
            "months",
            "first_on",
            "last_on",
            "note",
        ]
        widgets = {"kind": UnfoldAdminRadioSelectWidget}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        kind = given.get("kind")
        if kind not in USED_BY:
            return given
        for name, empty in EMPTY.items():
            if name not in USED_BY[kind] or given.get(name) is None:
                given[name] = empty
        self._tell_what_is_missing(kind, given)
        return given

    def _tell_what_is_missing(self, kind: str, given: dict[str, Any]) -> None:
        needed = {
            RuleKind.WEEKLY: [("weekdays", _("曜日を選んでください。"))],
            RuleKind.MONTHLY: [("weekdays", _("曜日を選んでください。")), ("weeks", _("第何週かを選んでください。"))],
            RuleKind.INTERVAL: [("every", _("何週に1回かを入力してください。")), ("anchor", _("数えはじめる収集日を入力してください。"))],
            RuleKind.DAYS: [("days", _("収集日を入力してください。"))],
            RuleKind.NONE: [("note", _("注意事項を入力してください。"))],
        }  # fmt: skip
        for name, sentence in needed[RuleKind(kind)]:
            if not given.get(name) and name not in self.errors:
                self.add_error(name, sentence)


@admin.register(CollectionRule, site=staff_site)
class CollectionRuleAdmin(CalendarAdmin):
    sidebar_icon = "event_repeat"
    sidebar_position = 530
    form = RuleForm
    list_display = ["area", "category", "sentence", "note"]
    list_display_links = ["sentence"]
    list_select_related = ["area", "category"]
    list_filter = ["category", "kind"]
    search_fields = ["area__name", "area__districts__name", "note"]
    autocomplete_fields: list[str] = []

    @display(description=gettext_lazy("収集日"))
    def sentence(self, rule: CollectionRule) -> str:
        return str(rule)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        found, _may_repeat = super().get_search_results(request, queryset, search_term)
        return found, True


@admin.register(CollectionBreak, site=staff_site)
class CollectionBreakAdmin(CalendarAdmin):
    sidebar_icon = "event_busy"
    sidebar_position = 540
    list_display = ["name", "first_on", "last_on", "center", "shifts"]
    fields = ["name", "first_on", "last_on", "center", "shifts"]


@admin.register(CollectionException, site=staff_site)
class CollectionExceptionAdmin(CalendarAdmin):
    sidebar_icon = "edit_calendar"
    sidebar_position = 545
    list_display = ["day", "deed", "area_text", "category_text", "moved_to", "put_out_by", "note"]
    list_select_related = ["area", "category"]
    list_filter = ["deed", "category"]
    date_hierarchy = "day"
    fields = ["day", "deed", "area", "category", "moved_to", "put_out_by", "note"]

    @display(description=gettext_lazy("地区"))
    def area_text(self, row: CollectionException) -> str:
        return row.area.name if row.area else _("すべて")

    @display(description=gettext_lazy("分類"))
    def category_text(self, row: CollectionException) -> str:
        return row.category.name if row.category else _("すべて")
