from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from chatbot.models import FaqCategory

from .states import STANDINGS
from .tree import Tree


class StandingFilter(admin.SimpleListFilter):
    title = gettext_lazy("状態")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(STANDINGS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(standing=self.value()) if self.value() in STANDINGS else queryset


class AgeFilter(admin.SimpleListFilter):
    title = gettext_lazy("見直し")
    parameter_name = "age"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("stale", gettext_lazy("見直す日が近い、または過ぎている"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.stale() if self.value() == "stale" else queryset


class OwnSectionFilter(admin.SimpleListFilter):
    title = gettext_lazy("担当")
    parameter_name = "own"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", gettext_lazy("自分の課の質問"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.for_sections(request.user.section_ids) if self.value() == "yes" else queryset


class CategoryFilter(admin.SimpleListFilter):
    """A category with all below it."""

    title = gettext_lazy("分野")
    parameter_name = "category"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        self.tree = Tree(FaqCategory.objects.all())
        return [(category.slug, self.tree.path(category)) for category in self.tree.in_order()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        chosen = next((each for each in self.tree.in_order() if each.slug == self.value()), None)
        return queryset.filter(category__in=self.tree.with_all_below(chosen)) if chosen else queryset
