"""Follow an application with receipt number and password: 経過, correction, withdrawal."""

from contextlib import suppress
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forms_app.models import Application, Attachment
from forms_app.models.published import published_definition
from forms_app.models.receipt import is_receipt_secret, normalise_receipt_number, receipt_secret
from forms_app.rendering.history import history_rows
from forms_app.rendering.summary import file_view, sections
from forms_app.services import draft as drafts
from forms_app.services import review
from forms_app.workflow import Actor, NotAllowed, verbs_from
from municipalities.tenancy.throttle import Limit, client_address, forgive, is_allowed

from .cookies import forget_case, forget_filed, grant_case, granted_case, remember_draft

LOOKUPS_BY_CLIENT = Limit(purpose="receipt look-up", attempts=20, window=timedelta(minutes=10))
LOOKUPS_OF_NUMBER = Limit(purpose="receipt number", attempts=10, window=timedelta(minutes=10))
LONGEST_REASON = 500


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def lookup(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "forms_app/web/lookup.html", {"errors": [], "values": {}})
    number, secret = request.POST.get("receipt_number", "")[:50], request.POST.get("secret", "")[:50]
    try:
        receipt_number = normalise_receipt_number(number)
    except ValueError:
        return _refused(
            request, "receipt_number", _("受付番号を確かめてください。10桁の数字です（例: 12345-67890）。"), status=422
        )
    if not secret.strip():
        return _refused(
            request,
            "secret",
            _("照会パスワードを入力してください。受付完了の画面とメールに書かれています。"),
            status=422,
        )
    if not (is_allowed(LOOKUPS_BY_CLIENT, client_address(request)) and is_allowed(LOOKUPS_OF_NUMBER, receipt_number)):
        return _refused(
            request,
            "receipt_number",
            _("続けて何度も入力されたため、しばらく照会できません。10分ほどたってから、もう一度お試しください。"),
            status=429,
        )
    application = _find(receipt_number, secret)
    if application is None:
        sentence = _("受付番号と照会パスワードの組み合わせが見つかりません。入力した文字を確かめてください。")
        return _refused(request, "receipt_number", sentence, status=422)
    # Not the client's budget: one known password would open it for other numbers.
    forgive(LOOKUPS_OF_NUMBER, receipt_number)
    response = redirect("application_status")
    grant_case(response, application)
    return response


@require_safe
@never_cache
def status(request: HttpRequest) -> HttpResponse:
    application = _granted(request)
    if application is None:
        return redirect("application_lookup")
    definition = published_definition(application.form_version_id)
    files = {
        str(a.public_id): file_view(a, reverse("attachment", args=[a.public_id]))
        for a in Attachment.objects.filter(application=application)
    }
    history = list(application.history.all())
    context = {
        "application": summary(application),
        "history": history_rows(history),
        "sections": sections(definition, application.get_answers(), files, change=None),
        "can_correct": _can(application, "resubmit"),
        "can_withdraw": _can(application, "withdraw"),
        "return_message": next((c.message for c in reversed(history) if c.verb == "return_for_correction"), ""),
    }
    return render(request, "forms_app/web/status.html", context)


@require_POST
@never_cache
def correct(request: HttpRequest) -> HttpResponse:
    """Open the form again with the answers in it."""
    application = _granted(request)
    if application is None:
        return redirect("application_lookup")
    if not _can(application, "resubmit"):
        return redirect("application_status")
    draft = drafts.start_correction(application=application)
    first = published_definition(application.form_version_id).pages[0]
    response = redirect("apply_page", slug=application.form.slug, page_key=first.key)
    remember_draft(request, response, form=application.form, draft=draft)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def withdraw(request: HttpRequest) -> HttpResponse:
    application = _granted(request)
    if application is None:
        return redirect("application_lookup")
    if not _can(application, "withdraw"):
        return redirect("application_status")
    if request.method != "POST":
        return render(request, "forms_app/web/withdraw.html", {"application": summary(application), "values": {}})
    reason = request.POST.get("reason", "").replace("\x00", "")[:LONGEST_REASON]
    with suppress(NotAllowed):  # decided or withdrawn in the meantime: the status page says so
        review.withdraw(application=application, reason=reason)
    return redirect("application_status")


@require_POST
@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """On a shared device: forget which case was open here, and the receipts. What is not sent yet stays."""
    response = redirect("home")
    forget_case(response)
    forget_filed(response)
    return response


def summary(application: Application) -> dict[str, object]:
    return {
        "receipt_number": application.receipt_number,
        "form_title": application.form_version.title,
        "status_label": application.status_label,
        "status_key": str(application.status),
        "submitted_at": application.submitted_at,
        "section_name": application.section.name,
        "section_phone": application.section.phone,
    }


def _find(receipt_number: str, secret: str) -> Application | None:
    """Constant time in the secret; an unknown number costs the same comparison."""
    application = Application.objects.filter(receipt_number=receipt_number).only("public_id").first()
    if application is None:
        unknown = Application()
        is_receipt_secret(unknown.public_id, receipt_secret(unknown.public_id))
        return None
    return application if is_receipt_secret(application.public_id, secret) else None


def _granted(request: HttpRequest) -> Application | None:
    case = granted_case(request)
    return Application.objects.with_relations().filter(public_id=case).first() if case else None


def _can(application: Application, verb: str) -> bool:
    return any(t.verb == verb for t in verbs_from(application.status, Actor.RESIDENT))


def _refused(request: HttpRequest, control: str, sentence: str, *, status: int) -> HttpResponse:
    values = {"receipt_number": request.POST.get("receipt_number", "")[:50]}
    context = {"errors": [{"anchor": f"f-{control}", "field": control, "message": sentence}], "values": values}
    return render(request, "forms_app/web/lookup.html", context, status=status)
