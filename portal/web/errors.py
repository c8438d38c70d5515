"""Error pages: kind, in Japanese, and without a database. A program gets JSON."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from municipalities.tenancy.json_refusal import is_for_a_program, json_refusal


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "errors/csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A body that cannot be read: cut off, too many controls, a file larger than its part said."""
    if is_for_a_program(request):
        return json_refusal("bad_request", _("送られた内容を読み取れませんでした。"), status=400)
    return render(request, "errors/400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if is_for_a_program(request):
        return json_refusal("permission_denied", _("この操作はできません。"), status=403)
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if is_for_a_program(request):
        return json_refusal("not_found", _("お探しのものはありません。URLを確かめてください。"), status=404)
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    if is_for_a_program(request):
        return json_refusal(
            "server_error", _("うまく処理できませんでした。しばらくしてから、もう一度お試しください。"), status=500
        )
    return render(request, "errors/500.html", status=500)
