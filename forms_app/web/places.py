"""The name of a town → its point on the map, within the municipality; without JavaScript the form's own button does the same."""

from datetime import timedelta

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from municipalities.support.town_points import MOST_FOUND, TownPoint, find_town_points
from municipalities.tenancy.throttle import Limit, client_address, is_allowed

SEARCHES = Limit(purpose="look for a place", attempts=600, window=timedelta(hours=1))


@require_POST
def place_search(request: HttpRequest) -> JsonResponse:
    """`q=加納本町`, in the body: what somebody writes of a place belongs in no address and no access log. → {"message": …, "places": [{name, address, latitude, longitude}]}; `address` keeps what `q` says more."""
    if not is_allowed(SEARCHES, client_address(request)):
        return JsonResponse({"message": too_many_searches(), "places": []}, status=429)
    typed = request.POST.get("q", "")
    found = find_town_points(typed, request.town.code)
    return JsonResponse(
        {"message": search_message(typed, found), "places": [_as_object(point, typed) for point in found[:MOST_FOUND]]}
    )


def search_message(typed: str, found: list[TownPoint]) -> str:
    if not typed.strip():
        return _("先に、住所や目印に町の名前を入力してください（例: 本町三丁目）。")
    if not found:
        return _("この名前の町は見つかりませんでした。町の名前だけを入力して、もう一度お試しください。")
    if len(found) > MOST_FOUND:
        return _("あてはまる町が%(count)d件あります。下から選ぶか、町の名前をくわしく入力してください。") % {
            "count": len(found)
        }
    return _("あてはまる町を、下から選んでください。")


def chosen_message(point: TownPoint) -> str:
    return _("「%(name)s」のおおよその位置を入れました。番地や目印も入力してください。") % {"name": point.name}


def too_many_searches() -> str:
    return _("検索の回数が多いため、しばらくお待ちください。位置は入れなくてもかまいません。")


def _as_object(point: TownPoint, typed: str) -> dict[str, str]:
    return {
        "name": point.name,
        "address": point.address_for(typed),
        "latitude": point.latitude,
        "longitude": point.longitude,
        "message": chosen_message(point),
    }
