"""Filters that always have a value: what is usual where nothing else was chosen."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy

from chatbot.learning.ranking import USUAL_DAYS
from chatbot.models import UnansweredState

ALL = "all"
PERIODS = {
    "7": gettext_lazy("過去7日"),
    "30": gettext_lazy("過去30日"),
    str(USUAL_DAYS): gettext_lazy("過去90日"),
    "180": gettext_lazy("過去180日"),
}


class UsualFilter(admin.SimpleListFilter):
    usual = ""

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        for value, label in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": str(value) == self.chosen, "query_string": query, "display": label}

    @property
    def chosen(self) -> str:
        known = {str(value) for value, _label in self.lookup_choices}
        return self.value() if self.value() in known else self.usual

    def value(self) -> str:
        return super().value() or self.usual


class PeriodFilter(UsualFilter):
    """The list counts within it (days_of)."""

    title = gettext_lazy("期間")
    parameter_name = "days"
    usual = str(USUAL_DAYS)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(PERIODS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset


class StateFilter(UsualFilter):
    title = gettext_lazy("状態")
    parameter_name = "state"
    usual = UnansweredState.OPEN.value

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*UnansweredState.choices, (ALL, gettext_lazy("すべて"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset if self.chosen == ALL else queryset.filter(state=self.chosen)


def days_of(request: HttpRequest) -> tuple[date, date]:
    chosen, today = request.GET.get("days", ""), timezone.localdate()
    return today - timedelta(days=int(chosen if chosen in PERIODS else USUAL_DAYS) - 1), today
