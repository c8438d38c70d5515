"""What residents read about a procedure before they fill it in: to begin a form, and to change it later."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import (
    INPUT_CLASSES,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from forms_app.models import Form
from forms_app.services import edit as edits
from forms_app.services.errors import Conflict, NotPermitted
from municipalities.accounts import rules
from municipalities.accounts.admin_site import staff_site
from municipalities.accounts.models import Section, StaffUser
from municipalities.accounts.verb_page import sent

from .access import designable_form, editor_url, latest, posted_revision
from .editor import conflict_sentence, sentences_of
from .items import difference, without_carriage_returns

SLUG = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z",
    gettext_lazy("「dog-registration」のように、半角の小文字と数字を「-」でつないで入力してください。"),
)
SLUG_TAKEN = gettext_lazy("このアドレスは、ほかの手続が使っています。別の名前にしてください。")


class LocalMoment(forms.DateTimeInput):
    """The browser's own picker; without one, `2026-04-01T09:00` is typed."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(attrs={"class": " ".join(INPUT_CLASSES)}, format="%Y-%m-%dT%H:%M")


WIDGETS = {
    **dict.fromkeys(
        ["title", "slug", "summary", "keywords", "legal_basis", "duration_text", "fee_text"], UnfoldAdminTextInputWidget
    ),
    **dict.fromkeys(["section", "category"], UnfoldAdminSelectWidget),
    **dict.fromkeys(["description", "needed_items"], UnfoldAdminTextareaWidget),
    **dict.fromkeys(["processing_days", "retention_days", "position"], UnfoldAdminIntegerFieldWidget),
    **dict.fromkeys(["opens_at", "closes_at"], LocalMoment),
}
HELP_TEXTS = {
    "slug": gettext_lazy("住民の画面のアドレスになります。後から変えられません。例：dog-registration"),
    "summary": gettext_lazy("手続の一覧に、名前と並べて表示します。"),
    "keywords": gettext_lazy("住民が探しそうなことばを、空白で区切って入力します。"),
    "needed_items": gettext_lazy("1行に1つずつ入力します。"),
    "duration_text": gettext_lazy("例：約5分"),
    "fee_text": gettext_lazy("例：無料、3,000円"),
    "processing_days": gettext_lazy("申請が届いてから終わるまでのめやすです。過ぎると受信箱で知らせます。"),
    "retention_days": gettext_lazy("処理が終わった申請を、何日のあいだ残すかです。例：5年なら1825"),
    "opens_at": gettext_lazy("空けておくと、公開してすぐ受け付けます。"),
    "closes_at": gettext_lazy("空けておくと、止めるまで受け付けます。"),
    "position": gettext_lazy("小さい数ほど、手続の一覧で上に並びます。"),
}


class DesignedByForm(forms.ModelForm):
    """Offers the sections the person may design for."""

    def __init__(self, *args: Any, staff: StaffUser, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        sections = Section.objects.filter(is_active=True)
        if not rules.sees_every_section(staff):
            sections = sections.filter(pk__in=staff.section_ids)
        if self.instance.pk:  # a section that is no longer in use stays where it is
            sections = sections | Section.objects.filter(pk=self.instance.section_id)
        self.fields["section"].queryset = sections
        self.fields["section"].empty_label = None if self.instance.pk else _("選んでください")


class NewForm(DesignedByForm):
    class Meta:
        model = Form
        fields = ["title", "slug", "section", "category", "summary"]
        widgets, help_texts = WIDGETS, HELP_TEXTS
        labels = {"slug": gettext_lazy("アドレスに使う名前")}
        error_messages = {"slug": {"unique": SLUG_TAKEN, "invalid": SLUG.message}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].validators = [SLUG]


class FactsForm(DesignedByForm):
    class Meta:
        model = Form
        fields = [
            "title",
            "section",
            "category",
            "summary",
            "description",
            "keywords",
            "needed_items",
            "duration_text",
            "fee_text",
            "legal_basis",
            "processing_days",
            "retention_days",
            "opens_at",
            "closes_at",
            "position",
        ]
        widgets, help_texts = WIDGETS, HELP_TEXTS

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("受付終了は、受付開始より後にしてください。"))
        return cleaned

    def validate_constraints(self) -> None:
        """clean() has said it, at the field."""


def add(request: HttpRequest) -> HttpResponse:
    if not rules.can_design_forms(request.user):
        raise PermissionDenied
    form = NewForm(without_carriage_returns(sent(request)), staff=request.user)
    if form.is_valid() and (made := _create(request, form)):
        messages.success(request, _("下書きを作りました。続けて、設問を整えてください。"))
        return HttpResponseRedirect(editor_url(made))
    context = {
        **staff_site.each_context(request),
        "title": _("手続フォームの追加"),
        "subtitle": Form._meta.verbose_name,
        "item": form,
        "inputs": list(form),
        "explanation": _("下書きを作ります。公開するまで、住民の画面には出ません。"),
        "other_ways": [
            (_("ひな形から作る"), reverse("admin:forms_app_form_gallery")),
            (_("ファイルから作る"), reverse("admin:forms_app_form_import_new")),
        ],
        "submit_label": _("下書きを作る"),
        "back": reverse("admin:forms_app_form_changelist"),
    }
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "admin/forms_app/form/item.html", context, status=status)


def _create(request: HttpRequest, form: NewForm) -> Form | None:
    try:
        return edits.create_form(staff=request.user, **form.cleaned_data)
    except NotPermitted as error:
        raise PermissionDenied from error
    except edits.SlugTaken:
        form.add_error("slug", ValidationError(SLUG_TAKEN))
    except edits.NotWhole as refused:
        form.add_error("title", sentences_of(refused))
    return None


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = designable_form(request, pk)
    form = FactsForm(without_carriage_returns(sent(request)), instance=row, staff=request.user)
    if request.method != "POST":
        return _page(request, row, form)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    try:
        edits.change_facts(form=row, staff=request.user, revision=posted_revision(request), facts=form.cleaned_data)
    except NotPermitted as error:
        raise PermissionDenied from error
    except Conflict as conflict:
        return _conflict(request, latest(conflict))
    except edits.NotWhole as refused:
        form.add_error("title", sentences_of(refused))
        return _page(request, row, form, status=422)
    messages.success(request, _("手続の案内を保存しました。"))
    return HttpResponseRedirect(editor_url(row))


def _conflict(request: HttpRequest, now: Form) -> HttpResponse:
    form = FactsForm(without_carriage_returns(request.POST), instance=now, staff=request.user)
    return _page(request, now, form, status=409, conflict=conflict_sentence(now))


def _page(request: HttpRequest, row: Form, form: FactsForm, *, status: int = 200, conflict: str = "") -> HttpResponse:
    context = {
        **staff_site.each_context(request),
        "title": _("手続の案内の編集"),
        "subtitle": form.initial["title"],
        "item": form,
        "inputs": list(form),
        "form": row,
        "conflict": conflict,
        "differences": [difference(form[name]) for name in form.changed_data] if conflict else [],
        "submit_label": _("保存する"),
        "explanation": _("手続のページで住民が読む内容です。公開中の手続では、保存するとすぐに変わります。"),
        "back": editor_url(row),
    }
    return TemplateResponse(request, "admin/forms_app/form/item.html", context, status=status)
