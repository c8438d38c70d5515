"""What every page knows: whose page it is and how large the letters are."""

from typing import Any

from django.http import HttpRequest

from municipalities.tenancy.features import CHAT

TEXT_SIZES = ("standard", "large", "largest")


def town_page(request: HttpRequest) -> dict[str, Any]:
    town = getattr(request, "town", None)
    size = request.COOKIES.get("text_size")
    return {
        "town": town,
        "offers_chat": town is not None and not town.is_prefecture and town.has_feature(CHAT),
        "text_size": size if size in TEXT_SIZES else TEXT_SIZES[0],
        "text_sizes": TEXT_SIZES,
    }
