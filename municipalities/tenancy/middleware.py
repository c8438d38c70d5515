"""The first door: which town is this host, and may it serve pages now?"""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import set_urlconf
from django.utils.translation import gettext as _

from . import directory
from .json_refusal import is_for_a_program, json_refusal
from .models import Municipality, TownState

GetResponse = Callable[[HttpRequest], HttpResponse]


class HealthMiddleware:
    """`/healthz` answers on any host, before host checks and redirects, for load balancers: 200 when PostgreSQL answers."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path != "/healthz":
            return self.get_response(request)
        try:
            connection.set_schema_to_public()
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except Error:  # InterfaceError, of a connection that was lost, is no DatabaseError
            return HttpResponse("database away\n", status=503, content_type="text/plain")
        return HttpResponse("ok\n", content_type="text/plain")


class TownMiddleware:
    """Enter the schema of the host's municipality; only one that is `ready` serves pages."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        connection.set_schema_to_public()
        try:
            host = request.get_host()
        except DisallowedHost:
            return HttpResponseBadRequest("unknown host\n", content_type="text/plain")
        town = directory.find_by_host(host)
        if town is None:
            return unknown_host(request)
        request.tenant = request.town = town
        if not town.is_ready:
            return not_ready(request, town)
        request.urlconf = settings.PUBLIC_SCHEMA_URLCONF if town.is_prefecture else settings.ROOT_URLCONF
        set_urlconf(request.urlconf)
        connection.set_tenant(town)
        try:
            return self.get_response(request)
        finally:
            connection.set_schema_to_public()


def unknown_host(request: HttpRequest) -> HttpResponse:
    if is_for_a_program(request):
        return json_refusal("unknown_host", _("この名前の市町村のページはありません。"), status=404)
    return render(request, "errors/unknown_host.html", {"portal_domain": settings.PORTAL_DOMAIN}, status=404)


def not_ready(request: HttpRequest, town: Municipality) -> HttpResponse:
    if is_for_a_program(request):
        message = _("%(town)sのページは、ただいまご利用になれません。") % {"town": town}
        response: HttpResponse = json_refusal("town_not_ready", message, status=503)
    else:
        context = {"not_ready_town": town, "states": TownState}
        response = render(request, "errors/town_not_ready.html", context, status=503)
    response["Retry-After"] = "300"
    response["Cache-Control"] = "no-store"
    return response
