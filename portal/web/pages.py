"""Small pages that both the prefecture's and the towns' hosts have."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from municipalities.support.colors import readable_on, strong_shade

from .context import TEXT_SIZES

TEXT_SIZE_KEPT_FOR = timedelta(days=365)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/web/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/web/privacy.html")


@require_http_methods(["GET", "HEAD", "POST"])
def text_size(request: HttpRequest) -> HttpResponse:
    """Remember the size of letters in a cookie. It changes nothing of anybody's, so a plain link may do it too."""
    asked = request.POST or request.GET
    response = HttpResponseRedirect(_back_to(request, asked.get("next", "/")))
    remember_text_size(request, response, asked.get("size", ""))
    return response


def remember_text_size(request: HttpRequest, response: HttpResponse, size: str) -> None:
    """What is no size changes nothing."""
    if size in TEXT_SIZES:
        response.set_cookie(
            "text_size",
            size,
            max_age=TEXT_SIZE_KEPT_FOR,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )


def _back_to(request: HttpRequest, address: str) -> str:
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) and address.startswith("/") else "/"


@require_safe
def town_css(request: HttpRequest) -> HttpResponse:
    """The municipality's colour as custom properties: a stylesheet, because the policy forbids inline style."""
    color = request.town.theme_color
    lines = [
        f"--town-color: {color};",
        f"--town-color-on: {readable_on(color)};",
        f"--town-color-strong: {strong_shade(color)};",
    ]
    response = HttpResponse(":root { " + " ".join(lines) + " }\n", content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300"
    return response
