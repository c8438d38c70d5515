"""あとで続ける: ask for the link, and open it. Opening shows a page only: mail programs look at links before people do."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from forms_app.models import Draft, Form, StatusChange
from forms_app.models.published import published_definition
from forms_app.rendering.spoken_language import speaking
from forms_app.schema.texts import JAPANESE
from forms_app.services.errors import DraftGone
from forms_app.services.resume import mail_resume_link, read_resume_token
from municipalities.tenancy.throttle import Limit, client_address, is_allowed

from .apply import draft_is_gone
from .cookies import current_draft, remember_draft
from .going_on import go_on_with
from .language import reading
from .mail_address import AddressRefused, clean_address, typed_address

MAILS_BY_CLIENT = Limit(purpose="resume link by client", attempts=30, window=timedelta(hours=1))
MAILS_OF_DRAFT = Limit(purpose="resume link of draft", attempts=5, window=timedelta(days=1))
MAILS_TO_ADDRESS = Limit(purpose="resume link to address", attempts=5, window=timedelta(days=1))
VISITS = Limit(purpose="resume a draft", attempts=60, window=timedelta(minutes=10))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def later(request: HttpRequest, slug: str) -> HttpResponse:
    draft = current_draft(request, slug)
    if draft is None:
        return draft_is_gone(request, slug)
    if draft.entered_by_id is not None:  # it is the clerk's alone
        return go_on_with(draft)
    with reading(request, published_definition(draft.form_version_id)):
        return _later(request, draft, slug)


def _later(request: HttpRequest, draft: Draft, slug: str) -> HttpResponse:
    if request.method != "POST":
        return _show(request, draft, typed=_answered_address(draft))
    typed = typed_address(request)
    try:
        address = clean_address(typed)
    except AddressRefused as refused:
        return _show(request, draft, typed=typed, error=refused.sentence, status=422)
    if not _may_mail(request, draft, address):
        refusal = _("続けて何度も送られたため、いまは送れません。時間をおいて、もう一度お試しください。")
        return _show(request, draft, typed=typed, error=refusal, status=429)
    try:
        with speaking(JAPANESE):
            draft.expires_at = mail_resume_link(draft_id=draft.public_id, address=address).expires_at
    except DraftGone:
        return draft_is_gone(request, slug)
    response = _show(request, draft, sent_to=address)
    remember_draft(request, response, form=draft.form_version.form, draft=draft)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def resume(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    if not is_allowed(VISITS, client_address(request)):
        return render(request, "errors/too_many.html", status=429)
    form = get_object_or_404(Form.objects.published(), slug=slug)
    try:
        draft_id = read_resume_token(token)
    except DraftGone:
        return _gone(request, form, None)
    draft = Draft.objects.living(at=timezone.now()).of_form(slug).filter(public_id=draft_id, entered_by=None).first()
    if draft is None:
        return _gone(request, form, draft_id)
    if request.method != "POST":
        return render(request, "forms_app/web/resume.html", {"form": form, "draft": draft})
    response = go_on_with(draft)
    remember_draft(request, response, form=form, draft=draft)
    return response


def _show(
    request: HttpRequest, draft: Draft, *, typed: str = "", error: str = "", sent_to: str = "", status: int = 200
) -> HttpResponse:
    pages = published_definition(draft.form_version_id).pages
    keys = [page.key for page in pages]
    asked = request.GET.get("page")
    context = {
        "form_title": draft.form_version.title,
        "slug": draft.form_version.form.slug,
        "page_key": asked if asked in keys else keys[0],
        "expires_at": draft.expires_at,
        "typed": typed,
        "errors": [{"anchor": "f-address", "message": error}] if error else [],
        "sent_to": sent_to,
    }
    return render(request, "forms_app/web/later.html", context, status=status)


def _gone(request: HttpRequest, form: Form, draft_id: UUID | None) -> HttpResponse:
    was_sent = draft_id is not None and StatusChange.objects.filter(public_id=draft_id).exists()
    return render(request, "forms_app/web/resume_gone.html", {"form": form, "was_sent": was_sent}, status=410)


def _may_mail(request: HttpRequest, draft: Draft, address: str) -> bool:
    return (
        is_allowed(MAILS_BY_CLIENT, client_address(request))
        and is_allowed(MAILS_OF_DRAFT, str(draft.public_id))
        and is_allowed(MAILS_TO_ADDRESS, address.lower())
    )


def _answered_address(draft: Draft) -> str:
    """The first e-mail address typed in the form, as typed."""
    raw = draft.get_answers()
    questions = published_definition(draft.form_version_id).answerable_fields
    return next((str(raw[q.key]) for q in questions if q.type == "email" and raw.get(q.key)), "")
