"""What the audit log can be narrowed by: what was done, to what kind of thing, on which days."""

from datetime import date, datetime, time, timedelta

from django.contrib.admin import ModelAdmin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import DropdownFilter, RangeDateFilter

from . import wording


class VerbFilter(DropdownFilter):
    title = _("操作")
    parameter_name = "verb"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return list(wording.VERBS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(action__endswith=f".{self.value()}") if self.value() in wording.VERBS else queryset


class ObjectTypeFilter(DropdownFilter):
    title = _("対象の種類")
    parameter_name = "type"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        """The kinds of things this side has a list of."""
        known = [model._meta for model in model_admin.admin_site._registry if model is not model_admin.model]
        return [(meta.label_lower, capfirst(str(meta.verbose_name))) for meta in known]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        known = dict(self.lookup_choices)
        return queryset.filter(object_type=self.value()) if self.value() in known else queryset


class DayFilter(RangeDateFilter):
    """From the first to the last day, both included; unfold's own ends at the last day's midnight."""

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        first, last = self._day("from"), self._day("to")
        if first:
            queryset = queryset.filter(**{f"{self.parameter_name}__gte": _midnight(first)})
        if last:
            queryset = queryset.filter(**{f"{self.parameter_name}__lt": _midnight(last + timedelta(days=1))})
        return queryset

    def _day(self, end: str) -> date | None:
        try:
            return parse_date(self.used_parameters.get(f"{self.parameter_name}_{end}") or "")
        except ValueError:
            return None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
