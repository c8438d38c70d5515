"""Who may open which form, and what every page of the editor posts: the revision it was made from."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse

from forms_app.models import Form
from forms_app.schema.definition import Definition, load
from forms_app.schema.errors import DefinitionError
from forms_app.services.errors import Conflict
from municipalities.accounts import rules
from municipalities.accounts.admin_site import staff_site
from municipalities.accounts.verb_page import verb_page

LARGEST_ID = 2**63 - 1
LARGEST_REVISION = 2**31 - 1


def visible_form(request: HttpRequest, pk: int) -> Form:
    """Every member of the staff may look: what is asked of residents is no secret."""
    if not rules.can_see_forms(request.user):
        raise PermissionDenied
    form = Form.objects.select_related("section", "current_version", "quota").filter(pk=min(pk, LARGEST_ID)).first()
    if form is None:
        raise Http404
    return form


def designable_form(request: HttpRequest, pk: int) -> Form:
    form = visible_form(request, pk)
    if not rules.can_design_forms(request.user, form.section_id):
        raise PermissionDenied
    return form


def posted_revision(request: HttpRequest) -> int:
    """0, which no form has, for anything else than a number PostgreSQL could hold."""
    text = request.POST.get("revision", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
    return number if number <= LARGEST_REVISION else 0


def revision_form(form: Form) -> forms.Form:
    """Nothing to fill in: only which state of the form the page was made from."""
    shown = forms.Form()
    shown.fields["revision"] = forms.IntegerField(widget=forms.HiddenInput, initial=form.revision)
    return shown


def ask(request: HttpRequest, form: Form, *, back: str, **words: Any) -> TemplateResponse:
    """A page with one button (accounts.verb_page), which posts the revision it was made from."""
    page = verb_page(request, site=staff_site, back=back, form=revision_form(form), **words)
    page.template_name = "admin/forms_app/form/ask.html"
    return page


def working_copy(form: Form) -> Definition:
    """404 where the working copy is not whole: then only its problems can be shown (editor.py)."""
    try:
        return load(form.draft_definition)
    except DefinitionError as error:
        raise Http404 from error


def latest(conflict: Conflict) -> Form:
    """The form as the colleague left it."""
    return conflict.args[0]


def editor_url(form: Form, anchor: str = "") -> str:
    return reverse("admin:forms_app_form_change", args=[form.pk]) + (f"#{anchor}" if anchor else "")


def url(name: str, form: Form, *args: Any) -> str:
    return reverse(f"admin:forms_app_form_{name}", args=[form.pk, *args])
