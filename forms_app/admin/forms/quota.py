"""How many applications a form takes."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from unfold.widgets import UnfoldAdminIntegerFieldWidget

from forms_app.models import Form, FormQuota
from forms_app.services import quota
from forms_app.services.errors import Conflict, NotPermitted, QuotaBelowTaken
from municipalities.accounts.admin_site import staff_site
from municipalities.accounts.verb_page import sent

from . import editor
from .access import designable_form, editor_url, latest, posted_revision

LARGEST = 1_000_000


class QuotaForm(forms.Form):
    most = forms.IntegerField(min_value=1, max_value=LARGEST, required=False, widget=UnfoldAdminIntegerFieldWidget)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["most"].label = _("受け付ける件数")
        self.fields["most"].help_text = _("空けておくと、上限を決めずに受け付けます。")


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    form = designable_form(request, pk)
    now = FormQuota.objects.filter(form=form).first()
    typed = QuotaForm(sent(request), initial={"most": now.most if now else None})
    if request.method == "POST" and typed.is_valid():
        return _save(request, form, typed)
    return _page(request, form, typed, status=422 if typed.is_bound else 200)


def _save(request: HttpRequest, form: Form, typed: QuotaForm) -> HttpResponse:
    try:
        quota.set_quota(
            form=form, staff=request.user, revision=posted_revision(request), most=typed.cleaned_data["most"]
        )
    except NotPermitted as error:
        raise PermissionDenied from error
    except Conflict as conflict:
        return _page(request, latest(conflict), typed, status=409, conflict=editor.conflict_sentence(latest(conflict)))
    except QuotaBelowTaken as refused:
        sentence = _("すでに%(count)d件を受け付けています。%(count)d以上にするか、受付を止めてください。")
        typed.add_error("most", sentence % {"count": refused.taken})
        return _page(request, form, typed, status=422)
    messages.success(request, _("受付件数の上限を保存しました。"))
    return HttpResponseRedirect(editor_url(form))


def _page(request: HttpRequest, form: Form, typed: QuotaForm, *, status: int, conflict: str = "") -> HttpResponse:
    context = {
        **staff_site.each_context(request),
        "title": _("受付件数の上限"),
        "subtitle": form.title,
        "form": form,
        "item": typed,
        "inputs": list(typed),
        "conflict": conflict,
        "explanation": _(
            "この件数に達すると、受付を自動で終わります。取り下げと却下の申請は数えません。空きが出ると、また受け付けます。"
        ),
        "submit_label": _("保存する"),
        "back": editor_url(form),
    }
    return TemplateResponse(request, "admin/forms_app/form/item.html", context, status=status)
