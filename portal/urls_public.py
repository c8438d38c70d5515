"""The prefecture's host."""

from django.urls import path

from municipalities.accounts.prefecture.admin_site import prefecture_site

from .dashboard.views import collect_now
from .web import home, pages

urlpatterns = [
    path("", home.prefecture_home, name="home"),
    path("text-size/", pages.text_size, name="text_size"),
    path("town.css", pages.town_css, name="town_css"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("admin/figures/", prefecture_site.admin_view(collect_now), name="collect_figures"),
    path("admin/", prefecture_site.urls),
]

handler400 = "portal.web.errors.bad_request"
handler403 = "portal.web.errors.permission_denied"
handler404 = "portal.web.errors.not_found"
handler500 = "portal.web.errors.server_error"
