"""The pages of the garbage days: choose where one lives, see what goes out, print the year, subscribe."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from municipalities.calendars.ical import MEDIA_TYPE
from municipalities.calendars.models.published import Published, current_waste
from municipalities.calendars.rendering import days
from municipalities.calendars.rendering.feed import area_feed
from municipalities.calendars.waste.calendar import Area
from municipalities.calendars.waste.places import areas_near, find_areas
from municipalities.support.colors import readable_on, strong_shade
from municipalities.tenancy.addresses import absolute_url
from municipalities.tenancy.features import GARBAGE

COOKIE_KEPT_FOR = timedelta(days=365)
FEED_SECONDS = 1800
LONGEST_PLACE = 100
View = Callable[..., HttpResponse]


def of_published(view: View) -> View:
    """Hands the calendar in force to the view; says kindly that there is none yet."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.town.has_feature(GARBAGE):
            raise Http404
        published = current_waste()
        if published is None:
            return render(request, "calendars/web/garbage_not_yet.html")
        return view(request, published, *args, **kwargs)

    return wrapped


@require_safe
@of_published
def choose(request: HttpRequest, published: Published) -> HttpResponse:
    """`?place=`: by name or postal code; without it all areas. Whoever has chosen sees what goes out."""
    typed = request.GET.get("place", "")[:LONGEST_PLACE].strip()
    found = find_areas(published.calendar.areas, typed, request.town.code) if typed else []
    return _choose_page(request, published, typed=typed, found=found)


@require_POST
@of_published
def remember(request: HttpRequest, published: Published) -> HttpResponse:
    """An area, or a point on the map: that one is posted, so that it stands in no address and no log."""
    key = request.POST.get("area", "")
    if key in published.calendar.areas_by_key:
        return _with_cookie(request, redirect("garbage_area", key), key)
    point = _point(request)
    near = areas_near(published.calendar.areas, *point, request.town.code) if point else []
    if len(near) == 1:
        return _with_cookie(request, redirect("garbage_area", near[0].key), near[0].key)
    message = (
        _("近くの地区です。お住まいの地区を選んでください。") if near else _("現在地からは地区がわかりませんでした。町名か郵便番号で探してください。")
    )  # fmt: skip
    return _choose_page(request, published, typed="", found=near, message=message, status=200 if near else 422)


@require_safe
@of_published
def area(request: HttpRequest, published: Published, key: str) -> HttpResponse:
    chosen = _area(published, key)
    month = days.month_shown(published, key, _month(request))
    context = {
        "area": chosen,
        "box": days.box(published, key),
        "month": month,
        "before": _neighbour(month.first, -1),
        "after": _neighbour(month.first, 1),
        "categories": days.categories_shown(published, key),
        "feed": absolute_url(request.town, reverse("garbage_feed", args=[key])),
    }
    context["webcal"] = "webcal:" + context["feed"].partition(":")[2]
    response = render(request, "calendars/web/garbage_area.html", {**context, "published": published})
    # Who opens an area's page, by a link too, lives there as far as the next visit is concerned; a chosen one is kept.
    return response if request.COOKIES.get(days.AREA_COOKIE) else _with_cookie(request, response, key)


@require_safe
@of_published
def year(request: HttpRequest, published: Published, key: str) -> HttpResponse:
    this = days.fiscal_year(days.today())
    asked = _number(request.GET.get("year", ""), this)
    shown = asked if abs(asked - this) <= 1 else this
    months = days.year_shown(published, key, shown)
    context = {"area": _area(published, key), "months": months, "year": shown, "years": [this - 1, this, this + 1]}
    context["categories"] = days.categories_shown(published, key)
    return render(request, "calendars/web/garbage_year.html", {**context, "published": published})


@require_safe
@of_published
def feed(request: HttpRequest, published: Published, key: str) -> HttpResponse:
    _area(published, key)
    address = absolute_url(request.town, reverse("garbage_feed", args=[key]))
    host = address.split("/")[2].partition(":")[0]
    name = f"waste:feed:{published.mark}:{key}:{days.today()}"
    content = cache.get_or_set(
        name, lambda: area_feed(published, key, town=request.town.name, host=host, address=address), FEED_SECONDS
    )
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["Cache-Control"] = f"public, max-age={FEED_SECONDS}"
    if "download" in request.GET:
        response["Content-Disposition"] = content_disposition_header(True, "gomi.ics")
    return response


@require_safe
@of_published
def items(request: HttpRequest, published: Published) -> HttpResponse:
    """`?q=`: what shall I do with it? The list that comes while typing is a part of this same page."""
    typed = request.GET.get("q", "")[:LONGEST_PLACE].strip()
    found = published.search.find(typed) if typed else []
    key = request.COOKIES.get(days.AREA_COOKIE, "")
    calendar = published.calendar
    next_days = (
        {each.category: calendar.next_of(key, each.category, since=days.today()) for each in (hit.item for hit in found) if each.category}
        if key in calendar.areas_by_key
        else {}
    )  # fmt: skip
    rows = [
        {"item": hit.item, "category": calendar.categories_by_key.get(hit.item.category), "next": next_days.get(hit.item.category)}
        for hit in found
    ]  # fmt: skip
    context = {"typed": typed, "rows": rows, "published": published, "area": calendar.areas_by_key.get(key)}
    return render(request, "calendars/web/garbage_items.html", context)


@require_safe
def colors(request: HttpRequest) -> HttpResponse:
    """The categories' colours as classes: a stylesheet, because the policy forbids inline style."""
    published = current_waste()
    rules = [] if published is None else [
        f".gc-{each.key} {{ --gc: {strong_shade(each.color)}; --gc-on: {readable_on(strong_shade(each.color))}; }}"
        for each in published.calendar.categories
    ]  # fmt: skip
    response = HttpResponse("\n".join(rules) + "\n", content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300"
    return response


def _choose_page(
    request: HttpRequest, published: Published, *, typed: str, found: list[Area], message: str = "", status: int = 200
) -> HttpResponse:
    groups: dict[str, list[Area]] = {}
    for each in published.calendar.areas:
        groups.setdefault(each.group, []).append(each)
    key = request.COOKIES.get(days.AREA_COOKIE, "")
    context = {
        "typed": typed, "found": found, "groups": groups, "message": message, "published": published,
        "box": days.box(published, key) if key in published.calendar.areas_by_key else None,
    }  # fmt: skip
    return render(request, "calendars/web/garbage_choose.html", context, status=status)


def _with_cookie(request: HttpRequest, response: HttpResponse, key: str) -> HttpResponse:
    response.set_cookie(
        days.AREA_COOKIE, key, max_age=COOKIE_KEPT_FOR, samesite="Lax", secure=request.is_secure(), httponly=True
    )
    return response


def _area(published: Published, key: str) -> Area:
    if key not in published.calendar.areas_by_key:
        raise Http404
    return published.calendar.areas_by_key[key]


def _point(request: HttpRequest) -> tuple[float, float] | None:
    try:
        latitude, longitude = (float(request.POST.get(name, "")[:20]) for name in ("latitude", "longitude"))
    except ValueError:
        return None
    return (latitude, longitude) if 20 <= latitude <= 46 and 122 <= longitude <= 154 else None


def _month(request: HttpRequest) -> date:
    """`?month=2026-12`; this month where it is none, or too far away."""
    this = days.today().replace(day=1)
    try:
        asked = date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return this
    return asked if abs(_months_between(this, asked)) <= days.MONTHS_SHOWN else this


def _neighbour(first: date, step: int) -> date | None:
    number = first.year * 12 + first.month - 1 + step
    neighbour = date(number // 12, number % 12 + 1, 1)
    return neighbour if abs(_months_between(days.today().replace(day=1), neighbour)) <= days.MONTHS_SHOWN else None


def _months_between(one: date, other: date) -> int:
    return (other.year - one.year) * 12 + other.month - one.month


def _number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else default
