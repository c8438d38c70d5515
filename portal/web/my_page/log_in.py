"""Log in: an address, a code by mail, in. The first time makes the account; the answers are the same for known and unknown addresses."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from forms_app.schema.profile import LANGUAGE_TAGS
from forms_app.web import language
from forms_app.web.mail_address import AddressRefused, clean_address, typed_address
from municipalities.logins import by_email
from municipalities.residents.models import Resident
from municipalities.residents.recognising import remember_session, resident_of, token_of
from municipalities.residents.services.sessions import start_session
from municipalities.tenancy.throttle import client_address
from portal.web.pages import remember_text_size

from .code_sentences import REFUSED, refusal, too_many_codes
from .doors import safe_next, where_offered
from .under_way import UnderWay, forget_under_way, remember_under_way, under_way

LONGEST_CODE = 50


@where_offered
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    wanted = safe_next((request.POST or request.GET).get("next", ""))
    if request.method != "POST":
        return redirect(wanted or "my_page") if resident_of(request) else _ask_address(request, wanted)
    try:
        address = clean_address(typed_address(request))
    except AddressRefused as refused:
        return _ask_address(request, wanted, error=refused.sentence, status=422)
    try:
        code_id = by_email.send_code(address=address, client=client_address(request))
    except by_email.TooManyTries:
        return _ask_address(request, wanted, error=too_many_codes(), status=429)
    response = redirect("login_code")
    remember_under_way(response, code_id, path=reverse("login"), next=wanted)
    return response


@where_offered
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    here = under_way(request, path=reverse("login"))
    if here is None:
        return redirect("login")
    if request.method != "POST":
        return _ask_code(request, here)
    typed = request.POST.get("code", "")[:LONGEST_CODE]
    try:
        logged_in = by_email.log_in(code_id=here.code_id, typed=typed, client=client_address(request))
    except REFUSED as error:
        sentence, status = refusal(error)
        return _ask_code(request, here, error=sentence, status=status)
    return _enter(request, logged_in, wanted=here.next)


def _enter(request: HttpRequest, logged_in: by_email.LoggedIn, *, wanted: str) -> HttpResponse:
    is_kept = "keep" in request.POST
    started = start_session(resident=logged_in.resident, is_kept=is_kept, former_token=token_of(request))
    rotate_token(request)
    welcome = f"{reverse('my_profile')}?welcome=1"
    response = redirect(wanted or (welcome if logged_in.is_new else reverse("my_page")))
    remember_session(response, started, is_kept=is_kept)
    forget_under_way(response, path=reverse("login"))
    show_as_liked(request, response, logged_in.resident)
    return response


def show_as_liked(request: HttpRequest, response: HttpResponse, resident: Resident) -> None:
    """Size of letters and language, as the profile says, on this device too."""
    profile = resident.profile
    remember_text_size(request, response, profile.get("text_size", ""))
    language.remember(response, LANGUAGE_TAGS.get(profile.get("language", ""), ""))


def _ask_address(request: HttpRequest, wanted: str, *, error: str = "", status: int = 200) -> HttpResponse:
    context = {
        "typed": typed_address(request),
        "next": wanted,
        "errors": [{"anchor": "f-address", "message": error}] if error else [],
    }
    return render(request, "portal/web/my_page/log_in.html", context, status=status)


def _ask_code(request: HttpRequest, here: UnderWay, *, error: str = "", status: int = 200) -> HttpResponse:
    row = here.code()
    context = {
        "address": row.address if row else "",
        "next": here.next,
        "errors": [{"anchor": "f-code", "message": error}] if error else [],
        "action": reverse("login_code"),
        "again": reverse("login"),
        "may_keep": True,
    }
    return render(request, "portal/web/my_page/code.html", context, status=status)
