"""Another form of the town as the beginning of this one: all of it, or some of its questions."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms_app.models import Form
from forms_app.schema.definition import Definition
from forms_app.schema.registry import field_type
from forms_app.services import edit
from forms_app.services.borrow import borrow_questions, copy_form
from forms_app.services.errors import Conflict, NotPermitted
from municipalities.accounts import rules
from municipalities.accounts.admin_site import staff_site
from municipalities.accounts.verb_page import sent

from . import editor
from .access import designable_form, editor_url, latest, posted_revision, visible_form, working_copy
from .facts import HELP_TEXTS, SLUG, SLUG_TAKEN, WIDGETS, DesignedByForm


class CopyForm(DesignedByForm):
    class Meta:
        model = Form
        fields = ["title", "slug", "section"]
        widgets, help_texts = WIDGETS, HELP_TEXTS
        labels = {"slug": gettext_lazy("アドレスに使う名前")}
        error_messages = {"slug": {"unique": SLUG_TAKEN, "invalid": SLUG.message}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].validators = [SLUG]


def copy(request: HttpRequest, pk: int) -> HttpResponse:
    source = visible_form(request, pk)
    if not rules.can_design_forms(request.user):
        raise PermissionDenied
    working_copy(source)
    first = {"title": _("%(title)s（コピー）") % {"title": source.title[:90]}}
    item = CopyForm(sent(request), initial=first, staff=request.user)
    if item.is_valid() and (made := _copy(request, source, item)):
        messages.success(request, _("コピーして、下書きを作りました。続けて、設問を整えてください。"))
        return HttpResponseRedirect(editor_url(made))
    context = {
        **staff_site.each_context(request),
        "title": _("このフォームをコピーして作る"),
        "subtitle": source.title,
        "item": item,
        "inputs": list(item),
        "explanation": _("設問と手続の案内を写した下書きを作ります。公開するまで、住民の画面には出ません。"),
        "submit_label": _("下書きを作る"),
        "back": editor_url(source),
    }
    status = 422 if item.is_bound else 200
    return TemplateResponse(request, "admin/forms_app/form/item.html", context, status=status)


def _copy(request: HttpRequest, source: Form, item: CopyForm) -> Form | None:
    try:
        return copy_form(source=source, staff=request.user, **item.cleaned_data)
    except NotPermitted as error:
        raise PermissionDenied from error
    except edit.SlugTaken:
        item.add_error("slug", ValidationError(SLUG_TAKEN))
    except edit.NotWhole as refused:
        item.add_error("title", editor.sentences_of(refused))
    return None


# --- some questions --------------------------------------------------------------------------------------------------


def borrow(request: HttpRequest, pk: int) -> HttpResponse:
    """?source= is the form chosen. A tick at a page or group takes all that stands in it."""
    form = designable_form(request, pk)
    pages = working_copy(form).pages
    source = _source(request, form)
    definition = working_copy(source) if source else None
    sentence = ""
    if request.method == "POST" and definition is not None:
        keys = _ticked(request, definition)
        if keys and request.POST.get("page") in {page.key for page in pages}:
            return _borrow(request, form, source, keys)
        sentence = _("取り込む設問に、1つ以上印を付けてください。")
    context = {
        **staff_site.each_context(request),
        "title": _("ほかのフォームから設問を取り込む"),
        "subtitle": form.title,
        "form": form,
        "pages": pages,
        "last_page": pages[-1].key,
        "sources": Form.objects.exclude(pk=form.pk).order_by("title").values_list("pk", "title"),
        "source": source,
        "lines": _lines(definition) if definition else [],
        "sentence": sentence,
        "back": editor_url(form),
    }
    return TemplateResponse(request, "admin/forms_app/form/borrow.html", context, status=422 if sentence else 200)


def _source(request: HttpRequest, form: Form) -> Form | None:
    text = request.GET.get("source", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 30) or int(text) == form.pk:
        raise Http404
    return visible_form(request, int(text))


def _ticked(request: HttpRequest, definition: Definition) -> set[str]:
    ticked = set(request.POST.getlist("take"))
    return {
        field.key
        for page in definition.pages
        for group in page.groups
        for field in group.fields
        if ticked & {f"page-{page.key}", f"group-{group.key}", f"field-{field.key}"}
    }


def _lines(definition: Definition) -> list[dict[str, Any]]:
    return [
        {
            "key": page.key,
            "title": page.title,
            "groups": [
                {
                    "key": group.key,
                    "title": group.title,
                    "fields": [(f.key, f.label, field_type(f.type).label) for f in group.fields],
                }
                for group in page.groups
            ],
        }
        for page in definition.pages
    ]


def _borrow(request: HttpRequest, form: Form, source: Form, keys: set[str]) -> HttpResponse:
    facts: dict[str, Any] = {"staff": request.user, "revision": posted_revision(request)}
    page_key = request.POST["page"]
    try:
        told = borrow_questions(form=form, source=source, keys=keys, page_key=page_key, **facts)
    except NotPermitted as error:
        raise PermissionDenied from error
    except Conflict as conflict:
        return editor.show(request, form.pk, status=409, sentences=[editor.conflict_sentence(latest(conflict))])
    except edit.NotWhole as refused:
        return editor.show(request, form.pk, status=422, sentences=editor.sentences_of(refused))
    messages.success(request, _("設問を取り込みました。"))
    if told:
        names = "".join(f"「{label}」" for label in told)
        messages.warning(
            request,
            _(
                "%(names)sは、取り込まなかった設問を使う条件や計算があったため、その条件を外したか、取り込みませんでした。"
                "条件と計算をたしかめてください。"
            )
            % {"names": names},
        )
    return HttpResponseRedirect(editor_url(form, f"page-{page_key}"))
