"""What every page knows: whose page it is and how large the letters are."""

from typing import Any

from django.http import HttpRequest

TEXT_SIZES = ("standard", "large", "largest")


def town_page(request: HttpRequest) -> dict[str, Any]:
    size = request.COOKIES.get("text_size")
    return {
        "town": getattr(request, "town", None),
        "text_size": size if size in TEXT_SIZES else TEXT_SIZES[0],
        "text_sizes": TEXT_SIZES,
    }
