"""Postal code → addresses, for the browser; without JavaScript the form's own button does the same."""

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from municipalities.support.postal_codes import find_addresses


@require_safe
def address_lookup(request: HttpRequest) -> JsonResponse:
    """`?postal_code=5008701` → {"addresses": [{prefecture, city, town, …}]}; an unknown or malformed code gives none."""
    found = find_addresses(request.GET.get("postal_code", "")[:20])
    response = JsonResponse({"addresses": [asdict(address) for address in found]})
    response["Cache-Control"] = "public, max-age=86400"
    return response
