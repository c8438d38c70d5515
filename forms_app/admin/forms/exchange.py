"""A form as a file: out of the town, and into it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminFileFieldWidget

from forms_app.models import Form
from forms_app.services import edit
from forms_app.services.errors import Conflict, NotPermitted
from forms_app.services.exchange import (
    MOST_BYTES,
    FileRefused,
    FormFile,
    import_form,
    read_form_file,
    replace_working_copy,
    write_form_file,
)
from municipalities.accounts import rules
from municipalities.accounts.admin_site import staff_site
from municipalities.accounts.verb_page import sent

from . import editor
from .access import designable_form, editor_url, latest, posted_revision, visible_form
from .comparison import LARGEST_NUMBER
from .facts import HELP_TEXTS, SLUG, SLUG_TAKEN, WIDGETS, DesignedByForm

REFUSALS = {
    "too_large": gettext_lazy("ファイルが大きすぎます。1MBまでのファイルを選んでください。"),
    "not_json": gettext_lazy(
        "ファイルの中身を読み取れません。「ファイルに書き出す」で作ったファイルを、そのまま選んでください。"
    ),
    "other_format": gettext_lazy(
        "手続フォームのファイルではありません。「ファイルに書き出す」で作ったファイルを選んでください。"
    ),
    "newer_format": gettext_lazy(
        "このファイルは、新しい形式で作られています。作った市町村に、形式をたしかめてください。"
    ),
    "facts": gettext_lazy(
        "ファイルの中の、手続の名前・説明・分野のどれかを読み取れません。ファイルを作り直してください。"
    ),
}


class FileInput(forms.FileField):
    """Its clean value is a FormFile."""

    def __init__(self) -> None:
        super().__init__(
            label=_("ファイル"),
            help_text=_("「ファイルに書き出す」で作った、名前が「.json」で終わるファイルです。"),
            widget=UnfoldAdminFileFieldWidget(attrs={"accept": ".json,application/json"}),
            error_messages={"empty": REFUSALS["not_json"], "required": _("ファイルを選んでください。")},
        )

    def clean(self, data: Any, initial: Any = None) -> FormFile:
        upload = super().clean(data, initial)
        try:
            if upload.size > MOST_BYTES:
                raise FileRefused("too_large")
            return read_form_file(upload.read())
        except FileRefused as refused:
            raise ValidationError(REFUSALS[refused.code]) from refused
        except edit.NotWhole as refused:
            raise ValidationError(editor.sentences_of(refused)) from refused


class ReplaceForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["file"] = FileInput()


class ImportForm(DesignedByForm):
    class Meta:
        model = Form
        fields = ["slug", "section"]
        widgets, help_texts = WIDGETS, HELP_TEXTS
        labels = {"slug": gettext_lazy("アドレスに使う名前")}
        error_messages = {"slug": {"unique": SLUG_TAKEN, "invalid": SLUG.message}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].validators = [SLUG]
        self.fields["file"] = FileInput()
        self.order_fields(["file", "slug", "section"])


def download(request: HttpRequest, pk: int, number: int | None = None) -> HttpResponse:
    """The working copy, or the version of that number."""
    form = visible_form(request, pk)
    version = get_object_or_404(form.versions, number=min(number, LARGEST_NUMBER)) if number is not None else None
    response = HttpResponse(write_form_file(form, version), content_type="application/json")
    name = f"{form.slug}-{version.number}.json" if version else f"{form.slug}.json"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def upload_new(request: HttpRequest) -> HttpResponse:
    if not rules.can_design_forms(request.user):
        raise PermissionDenied
    item = ImportForm(sent(request), request.FILES or None, staff=request.user)
    if item.is_valid() and (made := _import(request, item)):
        messages.success(request, _("ファイルから下書きを作りました。内容をたしかめてください。"))
        return HttpResponseRedirect(editor_url(made))
    words = {
        "title": _("ファイルから作る"),
        "subtitle": Form._meta.verbose_name,
        "explanation": _(
            "ほかの市町村などで書き出したファイルから、下書きを作ります。公開するまで、住民の画面には出ません。"
        ),
        "submit_label": _("下書きを作る"),
        "back": reverse("admin:forms_app_form_add"),
    }
    return _page(request, item, **words)


def _import(request: HttpRequest, item: ImportForm) -> Form | None:
    try:
        return import_form(staff=request.user, **item.cleaned_data)
    except NotPermitted as error:
        raise PermissionDenied from error
    except edit.SlugTaken:
        item.add_error("slug", ValidationError(SLUG_TAKEN))
    except edit.NotWhole as refused:
        item.add_error("file", editor.sentences_of(refused))
    return None


def upload(request: HttpRequest, pk: int) -> HttpResponse:
    form = designable_form(request, pk)
    item = ReplaceForm(sent(request), request.FILES or None)
    if item.is_valid():
        return _replace(request, form, item.cleaned_data["file"])
    words = {
        "title": _("ファイルから読み込む"),
        "subtitle": form.title,
        "explanation": _("編集中の設問を、ファイルの設問に置きかえます。公開するまで、住民の画面は変わりません。"),
        "submit_label": _("置きかえる"),
        "back": editor_url(form),
    }
    return _page(request, item, form=form, **words)


def _replace(request: HttpRequest, form: Form, file: FormFile) -> HttpResponse:
    facts: dict[str, Any] = {"staff": request.user, "revision": posted_revision(request)}
    try:
        replace_working_copy(form=form, definition=file.definition, **facts)
    except NotPermitted as error:
        raise PermissionDenied from error
    except Conflict as conflict:
        return editor.show(request, form.pk, status=409, sentences=[editor.conflict_sentence(latest(conflict))])
    except edit.NotWhole as refused:
        return editor.show(request, form.pk, status=422, sentences=editor.sentences_of(refused))
    messages.success(request, _("編集中の設問を、ファイルの設問に置きかえました。"))
    return HttpResponseRedirect(editor_url(form))


def _page(request: HttpRequest, item: forms.BaseForm, **words: Any) -> HttpResponse:
    context = {**staff_site.each_context(request), "item": item, "inputs": list(item), "is_upload": True, **words}
    status = 422 if item.is_bound else 200
    return TemplateResponse(request, "admin/forms_app/form/item.html", context, status=status)
