"""The map at a question for a place: whose tiles it shows, and what the page's policy allows for them alone."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from forms_app.schema.field import Page


def map_view(request: HttpRequest, page: Page) -> dict[str, str] | None:
    """None where the page asks for no place, or the portal has no map."""
    if not settings.MAP_TILE_URL or not asks_for_a_place(page):
        return None
    return {
        "tiles": settings.MAP_TILE_URL,
        "credit": settings.MAP_TILE_CREDIT,
        "credit_url": settings.MAP_TILE_CREDIT_URL,
        "latitude": str(request.town.latitude),
        "longitude": str(request.town.longitude),
    }


def allow_tiles(response: HttpResponse, page: Page) -> None:
    address = urlsplit(settings.MAP_TILE_URL)
    if address.netloc and asks_for_a_place(page):  # tiles of our own host need no leave
        response._csp_update = {"img-src": [f"{address.scheme}://{address.netloc}"]}


def asks_for_a_place(page: Page) -> bool:
    return any(each.type == "location" for field in page.fields for each in (field, *field.row_fields))
