"""The first page: of a municipality, and of the prefecture."""

from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from forms_app.models import Category, Form
from municipalities.calendars.models.published import current_waste
from municipalities.calendars.rendering.days import AREA_COOKIE, home_box
from municipalities.tenancy import directory
from municipalities.tenancy.addresses import absolute_url
from municipalities.tenancy.features import GARBAGE
from municipalities.tenancy.models import Municipality
from municipalities.tenancy.prefectures import read_prefecture

POPULAR = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    shown = cache.get_or_set("home:shown", _read_shown, settings.HOME_CACHE_SECONDS)
    tells_garbage = shown["tells_garbage"] and request.town.has_feature(GARBAGE)
    box = home_box(request.COOKIES.get(AREA_COOKIE, "")) if tells_garbage else None
    return render(request, "portal/web/home.html", {**shown, "tells_garbage": tells_garbage, "garbage_box": box})


@require_safe
def prefecture_home(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/web/prefecture_home.html", {"regions": _regions()})


def _read_shown() -> dict[str, Any]:
    """What the page says to everybody, ready to show; kept in this process for settings.HOME_CACHE_SECONDS."""
    forms = list(Form.objects.open_at().values("slug", "title", "summary", "category"))
    return {
        "categories": _categories(forms),
        "popular": _popular(forms),
        "tells_garbage": current_waste() is not None,
    }


def _categories(forms: list[dict[str, str]]) -> list[dict[str, object]]:
    counts = {value: sum(form["category"] == value for form in forms) for value in Category.values}
    return [
        {
            "key": category.value,
            "title": str(category.label),
            "icon": category.value,
            "count": counts[category.value],
            "url": f"{reverse('procedures')}?category={category.value}",
        }
        for category in Category
        if counts[category.value]
    ]


def _popular(forms: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{**form, "url": reverse("procedure", args=[form["slug"]])} for form in forms[:POPULAR]]


def _regions() -> list[dict[str, object]]:
    order = {name: position for position, name in enumerate(read_prefecture(settings.PREFECTURE).regions)}
    towns = sorted(directory.all_towns(), key=lambda town: (order.get(town.region, len(order)), town.code))
    return [
        {"name": region, "municipalities": [_link(town) for town in members]}
        for region, members in groupby(towns, key=lambda town: town.region)
    ]


def _link(town: Municipality) -> dict[str, object]:
    return {
        "name": town.full_name,
        "kana": town.kana,
        "url": absolute_url(town, "/"),
        "is_open": town.is_ready,
        "theme_color": town.theme_color,
    }
