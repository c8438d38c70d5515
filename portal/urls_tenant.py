"""A municipality's host."""

from django.urls import include, path

from municipalities.accounts.admin_site import staff_site

from .web import home, pages

# The busiest first: an address is compared with one after the other.
urlpatterns = [
    path("", home.home, name="home"),
    path("", include("forms_app.urls")),
    path("text-size/", pages.text_size, name="text_size"),
    path("town.css", pages.town_css, name="town_css"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("", include("portal.web.my_page.urls")),
    path("", include("municipalities.calendars.urls")),
    path("", include("chatbot.urls")),
    path("api/v1/", include("portal.api")),
    path("admin/", staff_site.urls),
]

handler400 = "portal.web.errors.bad_request"
handler403 = "portal.web.errors.permission_denied"
handler404 = "portal.web.errors.not_found"
handler500 = "portal.web.errors.server_error"
