"""The way of an entry to residents and back: each deed a page that says what will happen, and one button."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminTextInputWidget

from chatbot.knowledge import verbs
from chatbot.knowledge.refusals import Conflict, NotPermitted, NotReviewed, WrongState
from chatbot.models import FaqEntry, FaqState
from municipalities.accounts import rules
from municipalities.accounts.admin_site import staff_site
from municipalities.accounts.models import StaffUser
from municipalities.accounts.verb_page import sent, verb_page

from .access import conflict_sentence, entry_url, posted_revision, url, writable_entry
from .entry_form import DayInput, next_review_day
from .residents_view import residents_view
from .words import difference


@dataclass(frozen=True)
class Deed:
    title: str | Promise
    explanation: str | Promise
    button: str | Promise
    done: str | Promise
    icon: str
    variant: str = "default"


DEEDS = {
    "request": Deed(
        gettext_lazy("確認をお願いする"),
        gettext_lazy(
            "この質問を「確認待ち」にします。同じ課のほかの職員が内容を確かめると、公開できるようになります。"
        ),
        gettext_lazy("確認をお願いする"),
        gettext_lazy("確認をお願いしました。"),
        "rate_review",
        "primary",
    ),
    "review": Deed(
        gettext_lazy("確認済みにする"),
        gettext_lazy("質問と答えが正しく、住民にわかりやすいことを確かめましたか。公開は、次の操作でします。"),
        gettext_lazy("確認済みにする"),
        gettext_lazy("確認済みにしました。公開できます。"),
        "task_alt",
    ),
    "publish": Deed(
        gettext_lazy("公開する"),
        gettext_lazy("公開すると、すぐに住民が読めるようになり、チャットの答えにも使われます。"),
        gettext_lazy("公開する"),
        gettext_lazy("公開しました。住民がこの答えを読めます。"),
        "publish",
        "primary",
    ),
    "confirm": Deed(
        gettext_lazy("見直しました（内容はこのまま）"),
        gettext_lazy("いま公開している内容が正しいことを確かめ、次に見直す日を決めます。"),
        gettext_lazy("見直したことを記録する"),
        gettext_lazy("見直したことを記録しました。"),
        "event_available",
    ),
    "retire": Deed(
        gettext_lazy("公開を終了する"),
        gettext_lazy(
            "住民の画面とチャットから消えます。質問と履歴は職員の一覧に残り、直してもう一度公開することもできます。"
        ),
        gettext_lazy("公開を終了する"),
        gettext_lazy("公開を終了しました。"),
        "visibility_off",
        "danger",
    ),
}
DISCARD = Deed(
    gettext_lazy("使わないことにする"),
    gettext_lazy(
        "住民が読んだことのない質問です。公開の予定がないものとして片づけます。職員の一覧と履歴には残ります。"
    ),
    gettext_lazy("使わないことにする"),
    gettext_lazy("使わないことにしました。"),
    "archive",
    "danger",
)
VERBS = {
    "request": verbs.request_review,
    "review": verbs.review,
    "publish": verbs.publish,
    "confirm": verbs.confirm,
    "retire": verbs.retire,
}


class DeedForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("メモ"),
        required=False,
        max_length=200,
        widget=UnfoldAdminTextInputWidget(attrs={"maxlength": 200}),
        help_text=gettext_lazy("履歴に残ります。空けておいてもかまいません。"),
    )


class ConfirmForm(DeedForm):
    review_on = forms.DateField(label=gettext_lazy("次に見直す日"), widget=DayInput)
    field_order = ["review_on", "note"]


def deeds_of(entry: FaqEntry, staff: StaffUser) -> list[dict[str, Any]]:
    """What this person can do with it now, for the page of the entry."""
    if not rules.can_write_faq(staff, entry.section_id):
        return [_history_link(entry)]
    may_review = verbs.may_review(entry, staff)
    return [*(_link(name, entry) for name in _possible(entry, may_review=may_review)), _history_link(entry)]


def _possible(entry: FaqEntry, *, may_review: bool) -> list[str]:
    is_unreviewed = entry.state in verbs.UNREVIEWED
    possible = {
        "publish": entry.state == FaqState.REVIEWED or (is_unreviewed and may_review),
        "review": is_unreviewed and may_review,
        "request": entry.state == FaqState.DRAFT and not may_review,
        "confirm": entry.current_id is not None,
        "retire": entry.state != FaqState.RETIRED,
    }
    return [name for name, is_possible in possible.items() if is_possible]


def _deed(name: str, entry: FaqEntry) -> Deed:
    return DISCARD if name == "retire" and entry.current_id is None else DEEDS[name]


def _link(name: str, entry: FaqEntry) -> dict[str, Any]:
    deed = _deed(name, entry)
    address = url("deed", entry.pk, name)
    return {"title": deed.title, "url": address, "icon": deed.icon, "variant": deed.variant}


def _history_link(entry: FaqEntry) -> dict[str, Any]:
    address = url("revisions", entry.pk)
    return {"title": _("履歴を見る・前の内容に戻す"), "url": address, "icon": "history", "variant": "quiet"}


def perform(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    if deed not in DEEDS:
        raise Http404
    entry = writable_entry(request, pk)
    form = _form(deed, request, entry)
    if form.is_bound and form.is_valid():
        try:
            VERBS[deed](entry=entry, staff=request.user, revision=posted_revision(request), **form.cleaned_data)
        except NotPermitted as error:
            raise PermissionDenied from error
        except ValidationError as refused:
            return _refused(request, entry, " ".join(refused.messages))
        except Conflict as conflict:
            return _refused(
                request, entry, f"{conflict_sentence(conflict)}{_('内容を確かめて、もう一度操作してください。')}"
            )
        except NotReviewed:
            return _refused(request, entry, _("まだ、ほかの職員が確認していません。先に確認をお願いしてください。"))
        except WrongState:
            return _refused(
                request, entry, _("この質問の状態が変わっています。内容を確かめて、もう一度操作してください。")
            )
        messages.success(request, _deed(deed, entry).done)
        return HttpResponseRedirect(entry_url(entry))
    return _page(request, entry, deed, form)


def _form(deed: str, request: HttpRequest, entry: FaqEntry) -> DeedForm:
    kind = ConfirmForm if deed == "confirm" else DeedForm
    return kind(sent(request), label_suffix="", initial={"review_on": next_review_day()})


def _refused(request: HttpRequest, entry: FaqEntry, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return HttpResponseRedirect(entry_url(entry))


def _page(request: HttpRequest, entry: FaqEntry, name: str, form: DeedForm) -> HttpResponse:
    deed = _deed(name, entry)
    published = entry.current.content if entry.current else None
    shown = published if name == "confirm" and published else entry.content()
    page = verb_page(
        request,
        site=staff_site,
        title=str(deed.title),
        subtitle=entry.question,
        explanation=str(deed.explanation),
        submit_label=str(deed.button),
        back=entry_url(entry),
        form=form,
        is_dangerous=deed.variant == "danger",
        revision=entry.revision,
        parts=difference(published, _comparable(entry)) if published and name in ("publish", "review") else None,
        residents=residents_view(shown),
    )
    page.template_name = "admin/chatbot/faq/deed.html"
    page.status_code = 422 if form.errors else 200
    return page


def _comparable(entry: FaqEntry) -> dict[str, Any]:
    """As a revision would keep it."""
    return {**entry.content(), "review_on": entry.review_on.isoformat() if entry.review_on else None}
