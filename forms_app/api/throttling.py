"""How often one client may call, over all hosts together."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from municipalities.tenancy.throttle import Limit, client_address, is_allowed

WINDOW = timedelta(minutes=10)


class SharedThrottle(BaseThrottle):
    def allow_request(self, request: Request, view: Any) -> bool:
        return is_allowed(limit_of(request), client_address(request))

    def wait(self) -> float:
        return WINDOW.total_seconds()


def limit_of(request: Request) -> Limit:
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return Limit("api read", settings.API_READS_IN_TEN_MINUTES, WINDOW)
    return Limit("api write", settings.API_WRITES_IN_TEN_MINUTES, WINDOW)
