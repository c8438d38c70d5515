"""Two versions of a form beside each other, and an older one back into the working copy."""

import copy
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from forms_app.models import Form, FormVersion
from forms_app.models.published import published_definition
from forms_app.schema.definition import Definition, load
from forms_app.schema.errors import DefinitionError
from forms_app.schema.texts import reword
from forms_app.services import edit
from forms_app.services.errors import Conflict, NotPermitted
from forms_app.services.versions import restore_version
from municipalities.accounts.admin_site import staff_site
from municipalities.accounts.verb_page import moment

from . import editor
from .access import ask, designable_form, editor_url, latest, posted_revision, url, visible_form, working_copy
from .difference_lines import Part, difference_parts

COPY = "copy"
LARGEST_NUMBER = 2**31 - 1


def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """?before= and ?after=: the number of a version, or `copy`. What is not there is replaced by the usual question."""
    form = visible_form(request, pk)
    copy = working_copy(form)
    numbers = dict(form.versions.order_by("-number").values_list("number", "pk"))
    usual = str(form.current_version.number) if form.current_version else COPY
    chosen = [_chosen(request, "before", usual, numbers), _chosen(request, "after", COPY, numbers)]
    before, after = (copy if name == COPY else published_definition(numbers[int(name)]) for name in chosen)
    context = {
        **staff_site.each_context(request),
        "title": _("版を比べる"),
        "subtitle": form.title,
        "choices": _choices(form),
        "sides": [
            {"name": "before", "label": _("前の内容"), "value": chosen[0]},
            {"name": "after", "label": _("後の内容"), "value": chosen[1]},
        ],
        "parts": difference_parts(before, after),
        "back": url("versions", form),
    }
    return TemplateResponse(request, "admin/forms_app/form/compare.html", context)


def _chosen(request: HttpRequest, name: str, usual: str, numbers: dict[int, int]) -> str:
    text = request.GET.get(name, "")
    return text if text in {COPY, *map(str, numbers)} else usual


def _choices(form: Form) -> list[tuple[str, str]]:
    listed = form.versions.order_by("-number").values_list("number", "published_at")
    words = _("第%(number)d版（%(moment)s 公開）")
    return [
        (COPY, _("編集中の内容")),
        *((str(number), words % {"number": number, "moment": moment(at)}) for number, at in listed),
    ]


def parts_to_publish(form: Form) -> list[Part] | None:
    """What becomes different for residents; None where the working copy is not whole, or nothing was published yet."""
    if form.current_version_id is None:
        return None
    try:
        return difference_parts(published_definition(form.current_version_id), load(form.draft_definition))
    except DefinitionError:
        return None


def restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    form = designable_form(request, pk)
    version = get_object_or_404(form.versions.select_related("form"), number=min(number, LARGEST_NUMBER))
    if request.method == "POST":
        return _restore(request, form, version)
    page = ask(
        request,
        form,
        title=_("第%(number)d版の内容にもどす") % {"number": number},
        subtitle=form.title,
        explanation=_(
            "編集中の設問を、この版の設問に置きかえます。公開するまで、住民の画面は変わりません。手続の案内は、いまのままです。"
        ),
        submit_label=_("この版の内容にもどす"),
        back=url("versions", form),
        parts=difference_parts(working_copy(form), _as_restored(version, form)),
    )
    page.template_name = "admin/forms_app/form/restore.html"
    return page


def _as_restored(version: FormVersion, form: Form) -> Definition:
    whole = copy.deepcopy(version.definition)
    reword(whole, "title", form.draft_definition["title"])
    return load(whole)


def _restore(request: HttpRequest, form: Form, version: FormVersion) -> HttpResponse:
    facts: dict[str, Any] = {"version": version, "staff": request.user, "revision": posted_revision(request)}
    try:
        restore_version(**facts)
    except NotPermitted as error:
        raise PermissionDenied from error
    except Conflict as conflict:
        return editor.show(request, form.pk, status=409, sentences=[editor.conflict_sentence(latest(conflict))])
    except edit.NotWhole as refused:
        return editor.show(request, form.pk, status=422, sentences=editor.sentences_of(refused))
    words = _("編集中の内容を、第%(number)d版の内容にもどしました。住民に見せるには、公開してください。")
    messages.success(request, words % {"number": version.number})
    return HttpResponseRedirect(editor_url(form))
