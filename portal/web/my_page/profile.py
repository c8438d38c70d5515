"""What a resident keeps for next time: filled in, judged and shown as a form's page is."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from forms_app.models import Application
from forms_app.rendering.field_views import FieldViewBuilder
from forms_app.rendering.posted import raw_value
from forms_app.schema.answers import Answers, validate
from forms_app.schema.field import Page
from forms_app.schema.profile import profile_definition
from forms_app.schema.registry import field_type
from forms_app.services.errors import InvalidAnswers
from forms_app.services.profile import keep_facts_of, save_profile
from forms_app.web.page_input import Received, fill_address
from municipalities.residents.models import Resident

from .doors import for_resident
from .log_in import show_as_liked
from .page import back_to_my_page

Raw = dict[str, object]


@for_resident
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest, resident: Resident) -> HttpResponse:
    page = profile_definition().pages[0]
    if request.method != "POST":
        return _show(request, page, _stored(resident, page))
    raw: Raw = {question.key: raw_value(question, request.POST) for question in page.fields}
    action, _colon, target = request.POST.get("action", "").partition(":")
    if action == "lookup":
        received = Received(raw=raw, action=action, target=target)
        fill_address(target, received)
        return _show(request, page, raw, notice=received.notice)
    try:
        saved = save_profile(resident=resident, raw=raw)
    except InvalidAnswers as refused:
        return _show(request, page, raw, refused=refused.answers)
    response = HttpResponseRedirect(back_to_my_page("profile"))
    show_as_liked(request, response, saved)
    return response


@for_resident
@require_POST
def keep(request: HttpRequest, resident: Resident) -> HttpResponse:
    """次回のために保存する: what an application of the resident says."""
    try:
        public_id = UUID(request.POST.get("application", ""))
    except ValueError:
        return HttpResponseRedirect(reverse("my_page"))
    application = Application.objects.filed_by(resident).filter(public_id=public_id).first()
    if application is None:
        return HttpResponseRedirect(reverse("my_page"))
    keep_facts_of(resident=resident, application=application)
    return HttpResponseRedirect(back_to_my_page("kept"))


def _stored(resident: Resident, page: Page) -> Raw:
    known = resident.profile
    return {q.key: field_type(q.type).to_raw(q, known[q.key]) for q in page.fields if q.key in known}


def _show(
    request: HttpRequest, page: Page, raw: Raw, *, refused: Answers | None = None, notice: str = ""
) -> HttpResponse:
    answers = refused or validate(profile_definition(), raw, today=timezone.localdate())
    builder = FieldViewBuilder(raw, answers, errors=refused.errors if refused else ())
    context = {
        "groups": [builder.group(group) for group in page.groups],
        "errors": builder.summary(page),
        "notice_text": notice,
        "page_url": reverse("my_profile"),
        "is_welcome": "welcome" in request.GET,
    }
    return render(request, "portal/web/my_page/profile.html", context, status=422 if refused else 200)
