"""Another e-mail address for the log-in: proven by a code, as the first one was."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from forms_app.web.mail_address import AddressRefused, clean_address, typed_address
from municipalities.logins import by_email
from municipalities.residents.models import Resident
from municipalities.tenancy.throttle import client_address

from .code_sentences import REFUSED, refusal, too_many_codes
from .doors import for_resident
from .log_in import LONGEST_CODE
from .page import back_to_my_page
from .under_way import UnderWay, forget_under_way, remember_under_way, under_way


@for_resident
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest, resident: Resident) -> HttpResponse:
    if request.method != "POST":
        return _ask_address(request, resident)
    try:
        wanted = clean_address(typed_address(request))
    except AddressRefused as refused:
        return _ask_address(request, resident, error=refused.sentence, status=422)
    try:
        code_id = by_email.send_code(address=wanted, client=client_address(request), resident=resident)
    except by_email.TooManyTries:
        return _ask_address(request, resident, error=too_many_codes(), status=429)
    response = redirect("my_address_code")
    remember_under_way(response, code_id, path=reverse("my_address"))
    return response


@for_resident
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, resident: Resident) -> HttpResponse:
    here = under_way(request, path=reverse("my_address"))
    if here is None:
        return redirect("my_address")
    if request.method != "POST":
        return _ask_code(request, resident, here)
    typed = request.POST.get("code", "")[:LONGEST_CODE]
    try:
        by_email.confirm_change(resident=resident, code_id=here.code_id, typed=typed, client=client_address(request))
    except REFUSED as error:
        sentence, status = refusal(error)
        return _ask_code(request, resident, here, error=sentence, status=status)
    response = HttpResponseRedirect(back_to_my_page("address"))
    forget_under_way(response, path=reverse("my_address"))
    return response


def _ask_address(request: HttpRequest, resident: Resident, *, error: str = "", status: int = 200) -> HttpResponse:
    context = {
        "now": resident.email,
        "typed": typed_address(request),
        "errors": [{"anchor": "f-address", "message": error}] if error else [],
    }
    return render(request, "portal/web/my_page/address.html", context, status=status)


def _ask_code(
    request: HttpRequest, resident: Resident, here: UnderWay, *, error: str = "", status: int = 200
) -> HttpResponse:
    row = here.code()
    is_own = row is not None and row.resident_id == resident.pk
    context = {
        "address": row.address if row and is_own else "",
        "errors": [{"anchor": "f-code", "message": error}] if error else [],
        "action": reverse("my_address_code"),
        "again": reverse("my_address"),
    }
    return render(request, "portal/web/my_page/code.html", context, status=status)
