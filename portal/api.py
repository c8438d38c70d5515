"""/api/v1/ of a municipality's host: the rooms' addresses, and the description of them all."""

from django.urls import include, path
from django.views.decorators.cache import cache_page
from drf_spectacular.views import SpectacularAPIView

describe = cache_page(60)(SpectacularAPIView.as_view(urlconf="portal.urls_tenant", throttle_classes=[]))

urlpatterns = [
    path("schema/", describe, name="api_schema"),
    path("", include("forms_app.api.urls")),
]
