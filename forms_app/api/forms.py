"""Procedures, for programs: which there are, what they ask, whether answers would pass."""

from typing import Any

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from forms_app.models import Form, FormVersion
from forms_app.models.published import published_definition
from forms_app.rendering.guide import Guide
from forms_app.schema.answers import validate
from forms_app.schema.answers_schema import answers_schema
from forms_app.schema.texts import JAPANESE
from forms_app.schema.translation import languages_of
from municipalities.tenancy.context import current_town
from municipalities.tenancy.features import PROCEDURES

from .documentation import described
from .errors import field_problems, not_found
from .language import LANGUAGE, as_asked, language_asked, told_in
from .parsing import parsed
from .shapes import AnswersSent, FormDetails, FormList, Judgement


class FormsView(APIView):
    @described(
        operation_id="list_forms",
        tags=["forms"],
        summary="公開している手続の一覧",
        answers={200: FormList},
    )
    def get(self, request: Request) -> Response:
        forms = Form.objects.published().select_related("section", "current_version")
        return Response({"forms": [facts(form, request) for form in forms]})


class FormView(APIView):
    @described(
        operation_id="get_form",
        tags=["forms"],
        summary="手続と設問",
        parameters=[LANGUAGE],
        answers={200: FormDetails},
    )
    def get(self, request: Request, slug: str) -> Response:
        form = published_form(slug)
        version = form.current_version
        definition = published_definition(version.pk)
        shown = as_asked(request, definition)
        guide = Guide(form, definition, shown)
        return Response(
            {
                **facts(form, request),
                "title": guide.title,
                "summary": guide.text("summary"),
                "language": language_asked(request, definition),
                "languages": [JAPANESE, *languages_of(definition)],
                "description": guide.text("description"),
                "legal_basis": form.legal_basis,
                "needed_items": guide.lines("needed_items"),
                "fee": guide.text("fee_text"),
                "definition": shown.as_json(),
                "answers_schema_url": reverse("api_answers_schema", args=[slug, version.number], request=request),
            },
            headers=told_in(language_asked(request, definition)),
        )


class AnswersSchemaView(APIView):
    @described(
        operation_id="get_answers_schema",
        tags=["forms"],
        summary="公開版の答えの JSON Schema（2020-12）",
        description="条件によって必須になる設問は、JSON Schema には表せません。確かめるには validate を使ってください。",
        answers={200: OpenApiResponse(OpenApiTypes.OBJECT, description="JSON Schema")},
    )
    def get(self, request: Request, slug: str, number: int) -> Response:
        version = FormVersion.objects.filter(form__slug=slug, number=number).only("id").first()
        if version is None:
            raise not_found()
        schema = {
            "$id": request.build_absolute_uri(request.path),
            **answers_schema(published_definition(version.pk)),
        }
        # A published version never changes.
        return Response(schema, headers={"Cache-Control": "public, max-age=86400"})


class ValidateView(APIView):
    @described(
        operation_id="validate_answers",
        tags=["apply"],
        summary="答えを確かめる（保存しない）",
        parameters=[LANGUAGE],
        request=AnswersSent,
        answers={200: Judgement},
        refused=[413, 415],
    )
    def post(self, request: Request, slug: str) -> Response:
        form = published_form(slug)
        raw = parsed(AnswersSent, request.data)["answers"]
        definition = published_definition(form.current_version_id)
        answers = validate(definition, raw, today=timezone.localdate())
        return Response(
            {
                "is_valid": answers.is_valid,
                "fields": field_problems(as_asked(request, definition), answers.errors),
                "visible": [field.key for field in definition.answerable_fields if field.key in answers.visible],
                "required": [field.key for field in definition.answerable_fields if field.key in answers.required],
            },
            headers=told_in(language_asked(request, definition)),
        )


def published_form(slug: str) -> Form:
    found = Form.objects.published().select_related("section", "current_version").filter(slug=slug).first()
    if found is None:
        raise not_found()
    return found


def facts(form: Form, request: Request) -> dict[str, Any]:
    return {
        "slug": form.slug,
        "title": form.title,
        "summary": form.summary,
        "category": form.category,
        "section": form.section.name,
        "is_open": form.is_open() and current_town().has_feature(PROCEDURES),
        "opens_at": form.opens_at,
        "closes_at": form.closes_at,
        "version": form.current_version.number,
        "url": reverse("api_form", args=[form.slug], request=request),
    }
