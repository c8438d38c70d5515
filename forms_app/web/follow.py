"""Follow an application with receipt number and password: 経過, correction, withdrawal."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forms_app.models import Application, Attachment
from forms_app.models.published import published_definition
from forms_app.models.receipt import normalise_receipt_number
from forms_app.rendering.history import history_rows
from forms_app.rendering.lookup_sentences import no_such_receipt, not_a_receipt_number, too_many_lookups
from forms_app.rendering.summary import file_view, sections
from forms_app.services import draft as drafts
from forms_app.services import review
from forms_app.services.again import start_again
from forms_app.services.errors import FormClosed, NoSuchReceipt, TooManyLookups
from forms_app.services.lookup import look_up_application
from forms_app.workflow import Actor, NotAllowed, verbs_from
from municipalities.residents.recognising import resident_of
from municipalities.tenancy.features import PROCEDURES
from municipalities.tenancy.throttle import client_address

from .cookies import forget_case, forget_filed, grant_case, granted_case, remember_draft
from .device import device_of
from .files import paper_of
from .language import as_read

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
        return _refused(request, "receipt_number", not_a_receipt_number(), status=422)
    if not secret.strip():
        return _refused(
            request,
            "secret",
            _("照会パスワードを入力してください。受付完了の画面とメールに書かれています。"),
            status=422,
        )
    try:
        application = look_up_application(receipt_number=receipt_number, secret=secret, client=client_address(request))
    except TooManyLookups:
        return _refused(request, "receipt_number", too_many_lookups(), status=429)
    except NoSuchReceipt:
        return _refused(request, "receipt_number", no_such_receipt(), status=422)
    response = redirect("application_status")
    grant_case(response, application)
    return response


@require_safe
@never_cache
def status(request: HttpRequest) -> HttpResponse:
    application = _granted(request)
    if application is None:
        return redirect("application_lookup")
    shown = as_read(request, published_definition(application.form_version_id))
    files = {
        str(a.public_id): file_view(a, reverse("attachment", args=[a.public_id]))
        for a in Attachment.objects.filter(application=application)
    }
    history = list(application.history.all())
    context = {
        "application": summary(application),
        "history": history_rows(history),
        "sections": sections(shown, application.get_answers(), files, change=None),
        "can_correct": _can(application, "resubmit"),
        "can_withdraw": _can(application, "withdraw"),
        "can_apply_again": application.form.is_open() and request.town.has_feature(PROCEDURES),
        "return_message": next((c.message for c in reversed(history) if c.verb == "return_for_correction"), ""),
    }
    return render(request, "forms_app/web/status.html", context)


@require_safe
@never_cache
def status_pdf(request: HttpRequest) -> HttpResponse:
    application = _granted(request)
    if application is None:
        return redirect("application_lookup")
    return paper_of(application, with_secret=False)


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


@require_POST
@never_cache
def again(request: HttpRequest) -> HttpResponse:
    """A new application that begins with the answers of this one."""
    application = _granted(request)
    if application is None:
        return redirect("application_lookup")
    slug = application.form.slug
    if not request.town.has_feature(PROCEDURES):
        return redirect("procedure", slug=slug)
    try:
        draft = start_again(application=application, device=device_of(request), resident=resident_of(request))
    except FormClosed:
        return redirect("procedure", slug=slug)
    first = published_definition(draft.form_version_id).pages[0]
    response = redirect(f"{reverse('apply_page', args=[slug, first.key])}?again=1")
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


def _granted(request: HttpRequest) -> Application | None:
    case = granted_case(request)
    return Application.objects.with_relations().filter(public_id=case).first() if case else None


def _can(application: Application, verb: str) -> bool:
    return any(t.verb == verb for t in verbs_from(application.status, Actor.RESIDENT))


def _refused(request: HttpRequest, control: str, sentence: str, *, status: int) -> HttpResponse:
    values = {"receipt_number": request.POST.get("receipt_number", "")[:50]}
    context = {"errors": [{"anchor": f"f-{control}", "field": control, "message": sentence}], "values": values}
    return render(request, "forms_app/web/lookup.html", context, status=status)
