"""Who may open these pages: nobody where the town offers no accounts, only who is logged in on most of them."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from municipalities.residents.recognising import forget_session, offers_accounts, resident_of, token_of

View = Callable[..., HttpResponse]


def where_offered(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not offers_accounts(request.town):
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(guarded)


def for_resident(view: View) -> View:
    """`view(request, resident, …)`. Others are led to the log-in, and from there to where they wanted to go."""

    @where_offered
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        resident = resident_of(request)
        if resident is None:
            return _to_log_in(request)
        return view(request, resident, *args, **kwargs)

    return guarded


def _to_log_in(request: HttpRequest) -> HttpResponse:
    """What was sent is not sent again after the log-in: then it goes on on the first of these pages."""
    wanted = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("my_page")
    response = redirect(f"{reverse('login')}?{urlencode({'next': wanted})}")
    if token_of(request):  # ran out, or ended on another device
        forget_session(response)
    return response


def safe_next(address: str) -> str:
    """A page of this site; '' for anything else."""
    is_own = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_own and len(address) <= 300 else ""
