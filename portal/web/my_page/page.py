"""マイページ: what a resident has at this town, on one page."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from forms_app.models import Application, Draft
from forms_app.rendering.next_steps import next_step
from forms_app.schema.profile import profile_definition
from forms_app.schema.registry import field_type
from forms_app.workflow import ApplicationStatus
from municipalities.residents.models import Resident
from municipalities.tenancy.features import PROCEDURES

from .doors import for_resident

PAGE_SIZE = 10
_HEAVY = ("answers_sealed", "search_digests", "form__draft_definition", "form_version__definition")
SAID = {
    "profile": _("プロフィールを保存しました。"),
    "kept": _("申請の内容を、プロフィールに保存しました。次の申請の画面に前もって入ります。"),
    "address": _("メールアドレスを変えました。次からは、新しいアドレスでログインしてください。"),
    "claimed": _("申請を加えました。"),
}
"""After a deed: `?said=profile`."""


@for_resident
@require_safe
def my_page(request: HttpRequest, resident: Resident) -> HttpResponse:
    return show(request, resident)


def show(
    request: HttpRequest, resident: Resident, *, claim: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """`claim`: what was typed to add an application, and what is wrong with it."""
    page = Paginator(applications_of(resident), PAGE_SIZE).get_page(request.GET.get("page"))
    profile = resident.profile
    context = {
        "greeting": profile.get("name"),
        "applications": [card(application) for application in page],
        "page": page,
        "drafts": [draft_card(draft) for draft in drafts_of(resident)],
        "facts": facts_of(profile),
        "address": resident.email,
        "notice_text": SAID.get(request.GET.get("said", ""), ""),
        "claim": claim or {"errors": [], "values": {}},
        "errors": claim["errors"] if claim else [],
        "takes_applications": request.town.has_feature(PROCEDURES),
    }
    return render(request, "portal/web/my_page/my_page.html", context, status=status)


def applications_of(resident: Resident) -> Any:
    found = Application.objects.filed_by(resident).select_related("form", "form_version", "section")
    return found.defer(*_HEAVY)


def card(application: Application) -> dict[str, Any]:
    return {
        "public_id": application.public_id,
        "form_title": application.form_version.title,
        "receipt_number": application.receipt_number,
        "submitted_at": application.submitted_at,
        "status_key": str(application.status),
        "status_label": application.status_label,
        "next_step": next_step(ApplicationStatus(application.status)),
        "waits_for_resident": application.status == ApplicationStatus.RETURNED,
        "can_apply_again": application.form.is_open(),
        "section_name": application.section.name,
    }


def drafts_of(resident: Resident) -> Any:
    found = Draft.objects.begun_by(resident).living(at=timezone.now()).select_related("form_version__form", "corrects")
    heavy = ("answers_sealed", "form_version__definition", "form_version__form__draft_definition")
    return found.defer(*heavy, "corrects__answers_sealed", "corrects__search_digests").order_by("-updated_at")


def draft_card(draft: Draft) -> dict[str, Any]:
    return {
        "public_id": draft.public_id,
        "form_title": draft.form_version.title,
        "saved_at": draft.updated_at,
        "expires_at": draft.expires_at,
        "corrects": draft.corrects.receipt_number if draft.corrects else "",
    }


def facts_of(profile: dict[str, Any]) -> list[dict[str, str]]:
    """Label and text of what the profile says, in the order of its page."""
    fields = profile_definition().answerable_fields
    return [
        {"label": field.label, "text": field_type(field.type).display(field, profile[field.key])}
        for field in fields
        if field.key in profile
    ]


def back_to_my_page(said: str) -> str:
    return f"{reverse('my_page')}?said={said}"
