"""What every page knows, without asking the database: whose page it is, how large the letters are, whether somebody seems to be logged in."""

from typing import Any

from django.http import HttpRequest

from forms_app.rendering.spoken_language import spoken_now
from municipalities.residents.recognising import offers_accounts, token_of
from municipalities.tenancy.features import CHAT

TEXT_SIZES = ("standard", "large", "largest")


def town_page(request: HttpRequest) -> dict[str, Any]:
    town = getattr(request, "town", None)
    size = request.COOKIES.get("text_size")
    return {
        "town": town,
        "offers_chat": town is not None and not town.is_prefecture and town.has_feature(CHAT),
        "offers_accounts": town is not None and offers_accounts(town),
        "seems_logged_in": town is not None and bool(token_of(request)),
        "page_language": spoken_now(),
        "text_size": size if size in TEXT_SIZES else TEXT_SIZES[0],
        "text_sizes": TEXT_SIZES,
    }
