"""代わりに入力する: the forms a clerk may file for a resident, each with its button."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from forms_app.models import Application, Form
from municipalities.accounts import rules
from municipalities.accounts.admin_site import staff_site


def choose_form(request: HttpRequest) -> HttpResponse:
    if not rules.can_assist(request.user):
        raise PermissionDenied
    listed = Form.objects.published().select_related("section").order_by("section__name", "title")
    forms = [form for form in listed if form.is_open() and rules.can_review(request.user, form.section_id)]
    context = {
        **staff_site.each_context(request),
        "opts": Application._meta,
        "title": _("代わりに入力する"),
        "forms": forms,
    }
    return TemplateResponse(request, "admin/forms_app/application/assist.html", context)
