"""/api/v1/ of a municipality's host: the rooms' addresses, and the description of them all."""

from functools import lru_cache

from django.http import HttpResponse
from django.urls import include, path
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer, OpenApiYamlRenderer2
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

YAML = (OpenApiYamlRenderer, OpenApiYamlRenderer2)


class DescriptionView(APIView):
    """OpenAPI 3.1, as JSON, or as YAML where that is asked for. The same for every town, so it is made once per process."""

    renderer_classes = [JSONRenderer, *YAML, OpenApiJsonRenderer]
    schema = None

    def get(self, request: Request) -> HttpResponse:
        chosen: BaseRenderer = request.accepted_renderer
        response = HttpResponse(description(as_yaml=isinstance(chosen, YAML)), content_type=chosen.media_type)
        response["Cache-Control"] = "public, max-age=300"
        response["Vary"] = "Accept"
        return response


@lru_cache(maxsize=2)
def description(*, as_yaml: bool) -> bytes:
    whole = SchemaGenerator(urlconf="portal.urls_tenant").get_schema(request=None, public=True)
    renderer = OpenApiYamlRenderer() if as_yaml else OpenApiJsonRenderer()
    return renderer.render(whole, renderer_context={})


urlpatterns = [
    path("schema/", DescriptionView.as_view(), name="api_schema"),
    path("", include("forms_app.api.urls")),
]
