"""Log out, here or everywhere, take one's data along, delete the account. Whoever uses the device next finds nothing."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from chatbot.widget.cookies import forget_conversation
from forms_app.models import Draft
from forms_app.services.belonging import delete_account
from forms_app.web.cookies import forget_case, forget_drafts, forget_filed
from municipalities.residents.models import Resident
from municipalities.residents.recognising import forget_session, resident_of, token_of
from municipalities.residents.services.sessions import end_every_session, end_session

from .doors import for_resident, where_offered


@where_offered
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Of who is logged in no more, too: what this device remembers goes."""
    response = _left(request, resident_of(request))
    end_session(token=token_of(request))
    return response


@for_resident
@require_POST
def log_out_everywhere(request: HttpRequest, resident: Resident) -> HttpResponse:
    response = _left(request, resident)
    end_every_session(resident=resident)
    return response


@for_resident
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, resident: Resident) -> HttpResponse:
    """Asks first."""
    if request.method != "POST":
        count = resident.applications.count()
        return render(request, "portal/web/my_page/delete.html", {"count": count, "address": resident.email})
    response = _left(request, resident, to="my_deleted")
    delete_account(resident=resident)
    return response


@where_offered
def deleted(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/web/my_page/deleted.html")


@where_offered
def logged_out(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/web/my_page/logged_out.html")


def _left(request: HttpRequest, resident: Resident | None, *, to: str = "logged_out") -> HttpResponse:
    slugs = Draft.objects.begun_by(resident).values_list("form_version__form__slug", flat=True) if resident else []
    response = redirect(to)
    forget_drafts(response, set(slugs))
    forget_case(response)
    forget_filed(response)
    forget_conversation(response)
    forget_session(response)
    rotate_token(request)
    return response
