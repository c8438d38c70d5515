"""All that this town keeps about a resident with an account, as one JSON file for the resident."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from forms_app.models import Application, Draft
from forms_app.models.published import published_definition
from forms_app.rendering.nodes import walk_for_reading
from municipalities.residents.models import Resident

from .doors import for_resident


@for_resident
@require_safe
def take_along(request: HttpRequest, resident: Resident) -> HttpResponse:
    response = JsonResponse(everything(resident), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="my-page-{timezone.localdate():%Y%m%d}.json"'
    return response


def everything(resident: Resident) -> dict[str, Any]:
    applications = (
        Application.objects.filed_by(resident).select_related("form_version").defer("form_version__definition")
    )
    drafts = Draft.objects.begun_by(resident).select_related("form_version").defer("form_version__definition")
    return {
        "email": resident.email,
        "registered_at": resident.registered_at,
        "profile": resident.profile,
        "logged_in": list(resident.sessions.order_by("started_at").values("started_at", "expires_at")),
        "applications": [_application(each) for each in applications],
        "drafts": [_draft(each) for each in drafts],
    }


def _application(application: Application) -> dict[str, Any]:
    return {
        "receipt_number": application.receipt_number,
        "form": application.form_version.title,
        "status": application.status_label,
        "submitted_at": application.submitted_at,
        "answers": _answers(application),
    }


def _answers(application: Application) -> list[dict[str, str]]:
    nodes = walk_for_reading(published_definition(application.form_version_id), application.get_answers())
    return [{"question": answer.label, "answer": answer.text} for node in nodes for answer in node.answers]


def _draft(draft: Draft) -> dict[str, Any]:
    """As typed: nobody has judged it yet."""
    return {"form": draft.form_version.title, "saved_at": draft.updated_at, "typed": draft.get_answers()}
