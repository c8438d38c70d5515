"""What both staff sides share: Japanese titles in the town's colour, a throttled log-in, their own policy (CSP)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp
from django.conf import settings
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy
from unfold.sites import UnfoldAdminSite

from municipalities.audit import services as audit

from .colors import shades
from .forms import LoginForm, OwnPasswordForm

View = Callable[..., HttpResponse]
TOO_MANY_REQUESTS = 429
# unfold's search caches results without the town's name; "view on site" asks content types, which `public` lacks.
UNUSED_URLS = {"search", "view_on_site"}


class PortalAdminSite(UnfoldAdminSite):
    login_form = LoginForm
    index_title = gettext_lazy("トップ")

    def title_of(self, request: HttpRequest) -> str:
        raise NotImplementedError

    def can_see_history(self, request: HttpRequest) -> bool:
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        return [url for url in super().get_urls() if getattr(url, "name", None) not in UNUSED_URLS]

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        return super().admin_view(_with_admin_policy(_without_nul(_own_password_first(view))), cacheable)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        response = _with_admin_policy(super().login)(request, extra_context)
        form = getattr(response, "context_data", {}).get("form")
        if getattr(form, "is_throttled", False):
            response.status_code = TOO_MANY_REQUESTS
        if request.method == "POST" and form is None:
            audit.record(actor=request.user, action="session.login", target=request.user)
        return response

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        request.current_app = self.name
        view = PasswordChangeView.as_view(
            form_class=OwnPasswordForm,
            success_url=reverse("admin:password_change_done", current_app=self.name),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )
        return view(request)

    def get_log_entries(self, request: HttpRequest) -> list:
        return []

    def extra_context(self, context: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
        """unfold's hook: the last word on what every page knows."""
        title = self.title_of(request)
        return {
            **context,
            "site_title": title,
            "site_header": title,
            "show_history": self.has_permission(request) and self.can_see_history(request),
            "colors": {**context["colors"], "primary": shades(request.town.theme_color)},
        }

    def get_sidebar_list(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Groups of links, made of the lists registered here that the person may see. No query."""
        links = [link for app in self.get_app_list(request) for link in self._links(app, request)]
        links.sort(key=lambda link: link["position"])
        groups = {str(link["group"]): {"title": link["group"], "items": []} for link in links}
        for link in links:
            groups[str(link["group"])]["items"].append(link)
        return list(groups.values())

    def _links(self, app: dict[str, Any], request: HttpRequest) -> list[dict[str, Any]]:
        models = [model for model in app["models"] if model["admin_url"]]
        return [self._link(model, self._registry[model["model"]], app, request) for model in models]

    def _link(self, model: dict[str, Any], admin: Any, app: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
        return {
            "title": model["name"],
            "link": model["admin_url"],
            "icon": getattr(admin, "sidebar_icon", "list"),
            "position": getattr(admin, "sidebar_position", 100),
            "group": getattr(admin, "sidebar_group", "") or app["name"],
            "active": request.path.startswith(model["admin_url"]),
            "has_permission": True,
        }


def _with_admin_policy(view: View) -> View:
    """unfold's Alpine build evaluates attributes: these pages, and only these, say so in their policy."""
    return csp(settings.ADMIN_CONTENT_SECURITY_POLICY)(view)


def _without_nul(view: View) -> View:
    """PostgreSQL knows no NUL character, and the admin's filters hand it whatever the address says."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if any("\0" in text for name, values in request.GET.lists() for text in (name, *values)):
            return redirect(request.path)
        return view(request, *args, **kwargs)

    return inner


def _own_password_first(view: View) -> View:
    """Whoever still has the password that somebody else handed out chooses an own one before anything else."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        allowed = {reverse("admin:password_change"), reverse("admin:logout")}
        if request.user.password_is_initial and request.path not in allowed:
            return redirect("admin:password_change")
        return view(request, *args, **kwargs)

    return inner
