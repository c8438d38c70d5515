"""The conversation in a panel over another page of the town: who may frame it, and what is left out there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import SELF
from django.http import HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin


def framed_by_own_pages(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    @xframe_options_sameorigin
    def framed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]
        return response

    return framed


def is_in_panel(request: HttpRequest) -> bool:
    """As the browser says. One that says nothing shows the page's head in the panel too, which does no harm."""
    return request.headers.get("Sec-Fetch-Dest") == "iframe"
