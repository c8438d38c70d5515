"""From マイページ into a resident's own applications and drafts: the pages of each are those that everybody has."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from forms_app.models import Application
from forms_app.models.published import published_definition
from forms_app.models.receipt import normalise_receipt_number
from forms_app.rendering.lookup_sentences import (
    anothers_receipt,
    no_such_receipt,
    not_a_receipt_number,
    too_many_lookups,
)
from forms_app.services.again import start_again
from forms_app.services.belonging import claim_application
from forms_app.services.errors import FormClosed, NoSuchReceipt, NotTheirs, TooManyLookups
from forms_app.services.lookup import look_up_application
from forms_app.web.cookies import grant_case, remember_draft
from forms_app.web.device import device_of
from forms_app.web.going_on import go_on_with
from municipalities.residents.models import Resident
from municipalities.tenancy.features import PROCEDURES
from municipalities.tenancy.throttle import client_address

from .doors import for_resident
from .page import back_to_my_page, drafts_of, show

LONGEST_TYPED = 50


@for_resident
@require_safe
def application(request: HttpRequest, resident: Resident, public_id: UUID) -> HttpResponse:
    """The page of 申請の状況, without number and password."""
    response = redirect("application_status")
    grant_case(response, _own(resident, public_id))
    return response


@for_resident
@require_POST
def again(request: HttpRequest, resident: Resident, public_id: UUID) -> HttpResponse:
    """同じ内容でもう一度"""
    before = _own(resident, public_id)
    slug = before.form.slug
    if not request.town.has_feature(PROCEDURES):
        return redirect("procedure", slug=slug)
    try:
        draft = start_again(application=before, device=device_of(request), resident=resident)
    except FormClosed:
        return redirect("procedure", slug=slug)
    first = published_definition(draft.form_version_id).pages[0]
    response = HttpResponseRedirect(f"{reverse('apply_page', args=[slug, first.key])}?again=1")
    remember_draft(request, response, form=before.form, draft=draft)
    return response


@for_resident
@require_POST
def draft(request: HttpRequest, resident: Resident, public_id: UUID) -> HttpResponse:
    """Go on with it on this device."""
    found = drafts_of(resident).filter(public_id=public_id).first()
    if found is None:
        return redirect("my_page")
    response = go_on_with(found)
    remember_draft(request, response, form=found.form_version.form, draft=found)
    return response


@for_resident
@require_POST
def claim(request: HttpRequest, resident: Resident) -> HttpResponse:
    """An application that was filed before, or without logging in."""
    number, secret = (request.POST.get(name, "")[:LONGEST_TYPED] for name in ("receipt_number", "secret"))
    try:
        found = look_up_application(
            receipt_number=normalise_receipt_number(number), secret=secret, client=client_address(request)
        )
        claim_application(application=found, resident=resident)
    except ValueError:
        return _refused(request, resident, not_a_receipt_number())
    except TooManyLookups:
        return _refused(request, resident, too_many_lookups(), status=429)
    except NoSuchReceipt:
        return _refused(request, resident, no_such_receipt())
    except NotTheirs:
        return _refused(request, resident, anothers_receipt())
    return HttpResponseRedirect(back_to_my_page("claimed"))


def _own(resident: Resident, public_id: UUID) -> Application:
    found = Application.objects.filed_by(resident).with_relations().filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _refused(request: HttpRequest, resident: Resident, sentence: str, *, status: int = 422) -> HttpResponse:
    errors = [{"anchor": "f-receipt_number", "field": "receipt_number", "message": sentence}]
    values = {"receipt_number": request.POST.get("receipt_number", "")[:LONGEST_TYPED]}
    return show(request, resident, claim={"errors": errors, "values": values}, status=status)
