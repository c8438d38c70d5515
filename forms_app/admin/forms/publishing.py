"""Publish with a note, look at what was published, stop and resume."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget, UnfoldBooleanWidget

from forms_app.models import Form, FormVersion
from forms_app.models.published import published_definition
from forms_app.schema.definition import load
from forms_app.schema.errors import DefinitionError
from forms_app.services import publish as publishing
from forms_app.services.errors import Conflict, NotPermitted
from municipalities.accounts import rules
from municipalities.accounts.admin_site import staff_site
from municipalities.accounts.models import StaffUser
from municipalities.accounts.verb_page import sent

from . import editor
from .access import ask, designable_form, editor_url, latest, posted_revision, url, visible_form
from .comparison import parts_to_publish
from .outline import outline

LARGEST_NUMBER = 2**31 - 1


KEEP, STOP = "keep", "stop"


class PublishForm(forms.Form):
    """The first version has nobody in the middle of an older one: it asks for the note only."""

    change_note = forms.CharField(max_length=200, widget=UnfoldAdminTextInputWidget)

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        if not is_first:
            self.fields.update(_mandate_inputs())
        note = self.fields["change_note"]
        note.label = _("変更の内容")
        note.help_text = (
            _("版の一覧に残ります。例：はじめての公開")
            if is_first
            else _("版の一覧に残ります。例：連絡先の設問を必須にした")
        )

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("is_mandatory") and not self.cleaned_data.get("mandatory_reason"):
            self.add_error("mandatory_reason", _("住民に示す理由を入力してください。"))
        return self.cleaned_data

    @property
    def mandate(self) -> publishing.Mandate | None:
        if not self.cleaned_data.get("is_mandatory"):
            return None
        stops = self.cleaned_data["old_drafts"] == STOP
        return publishing.Mandate(reason=self.cleaned_data["mandatory_reason"], stops_old_drafts=stops)


def _mandate_inputs() -> dict[str, forms.Field]:
    return {
        "is_mandatory": forms.BooleanField(
            label=_("法令改正などのため、入力途中の人にも必ず新しい様式を使ってもらう"),
            help_text=_("付けると、前の様式で入力している人は、そのままでは申請を送れなくなります。"),
            required=False,
            widget=UnfoldBooleanWidget,
        ),
        "mandatory_reason": forms.CharField(
            label=_("必ず使ってもらう理由"),
            help_text=_("上に印を付けたときに、入力途中の人の画面に出ます。例：条例が改正されたため"),
            max_length=300,
            required=False,
            widget=UnfoldAdminTextInputWidget,
        ),
        "old_drafts": forms.ChoiceField(
            label=_("入力途中の内容"),
            choices=[
                (KEEP, _("新しい様式に引きつぐ（合わないところだけ、もう一度入力してもらう）")),
                (STOP, _("打ち切る（はじめから入力してもらう）")),
            ],
            initial=KEEP,
            required=False,
            widget=UnfoldAdminSelectWidget,
        ),
    }


def publish(request: HttpRequest, pk: int) -> HttpResponse:
    form = designable_form(request, pk)
    is_first = form.current_version_id is None
    note = PublishForm(sent(request), is_first=is_first)
    if request.method == "POST" and note.is_valid():
        return _publish(request, form, note)
    context = {
        **staff_site.each_context(request),
        "title": _("公開"),
        "subtitle": form.title,
        "form": form,
        "item": note,
        "inputs": list(note),
        "explanation": _explanation(is_first),
        "cautions": _cautions(form),
        "parts": None if is_first else parts_to_publish(form),
        "submit_label": _("公開する"),
        "back": editor_url(form),
    }
    status = 422 if note.is_bound else 200
    return TemplateResponse(request, "admin/forms_app/form/item.html", context, status=status)


def _explanation(is_first: bool) -> str:
    if is_first:
        return _("公開すると、住民がこの手続を申請できるようになります。公開した版は後から変えられません。")
    return _(
        "公開すると、新しく始める申請からこの内容になります。"
        "いま入力中の人は前の版のまま送れますが、新しい版に切り替えることもできます。すでに届いた申請は、前の版のままです。"
    )


def _cautions(form: Form) -> list[tuple[str, str]]:
    try:
        return list(editor.caution_lines(load(form.draft_definition), form))
    except DefinitionError:
        return []


def _publish(request: HttpRequest, form: Form, note: PublishForm) -> HttpResponse:
    def verb(**facts: Any) -> str:
        version = publishing.publish_form(**facts, change_note=note.cleaned_data["change_note"], mandate=note.mandate)
        return _("第%(number)d版を公開しました。") % {"number": version.number}

    try:
        return _do(request, form, verb)
    except DefinitionError:
        return editor.show(request, form.pk, status=422)


def stop(request: HttpRequest, pk: int) -> HttpResponse:
    form = designable_form(request, pk)

    def verb(**facts: Any) -> str:
        publishing.stop_form(**facts)
        return _("受付を止めました。")

    return _ask_or_do(
        request,
        form,
        verb,
        title=_("受付の停止"),
        explanation=_("新しい申請を受け付けなくなります。すでに届いた申請は、そのまま審査できます。"),
        submit_label=_("受付を止める"),
        is_dangerous=True,
    )


def resume(request: HttpRequest, pk: int) -> HttpResponse:
    form = designable_form(request, pk)

    def verb(**facts: Any) -> str:
        publishing.resume_form(**facts)
        return _("受付を再開しました。")

    return _ask_or_do(
        request,
        form,
        verb,
        title=_("受付の再開"),
        explanation=_("公開中の版で、もう一度申請を受け付けます。"),
        submit_label=_("受付を再開する"),
    )


def _ask_or_do(request: HttpRequest, form: Form, verb: Callable[..., str], **words: Any) -> HttpResponse:
    if request.method == "POST":
        return _do(request, form, verb)
    return ask(request, form, subtitle=form.title, back=editor_url(form), **words)


def _do(request: HttpRequest, form: Form, verb: Callable[..., str]) -> HttpResponse:
    try:
        done = verb(form=form, staff=request.user, revision=posted_revision(request))
    except NotPermitted as error:
        raise PermissionDenied from error
    except Conflict as conflict:
        sentence = editor.conflict_sentence(latest(conflict))
        return editor.show(request, form.pk, status=409, sentences=[sentence])
    messages.success(request, done)
    return HttpResponseRedirect(editor_url(form))


# --- what was published ----------------------------------------------------------------------------------------------


def versions(request: HttpRequest, pk: int) -> HttpResponse:
    form = visible_form(request, pk)
    listed = form.versions.defer("definition").select_related("published_by").order_by("-number")
    context = {
        **staff_site.each_context(request),
        "title": _("公開した版の一覧"),
        "subtitle": form.title,
        "form": form,
        "versions": [_line(form, row, request.user) for row in listed],
        "compare_url": url("compare", form),
        "back": editor_url(form),
    }
    return TemplateResponse(request, "admin/forms_app/form/versions.html", context)


def _line(form: Form, row: FormVersion, staff: StaffUser) -> dict[str, Any]:
    may_restore = rules.can_design_forms(staff, form.section_id)
    return {
        "row": row,
        "url": url("version", form, row.number),
        "compare_url": f"{url('compare', form)}?before={row.number}&after=copy",
        "export_url": url("export_version", form, row.number),
        "restore_url": url("restore", form, row.number) if may_restore else "",
    }


def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    form = visible_form(request, pk)
    row = get_object_or_404(form.versions.select_related("published_by"), number=min(number, LARGEST_NUMBER))
    context = {
        **staff_site.each_context(request),
        "title": str(row),
        "subtitle": form.title,
        "form": form,
        "version": row,
        "is_current": form.current_version_id == row.pk,
        "pages": outline(published_definition(row.pk), None),
        "preview_url": url("version_frame", form, row.number),
        "back": url("versions", form),
    }
    return TemplateResponse(request, "admin/forms_app/form/version.html", context)
