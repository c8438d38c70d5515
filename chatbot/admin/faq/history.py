"""Every deed upon an entry, two of its contents beside each other, and an older one back into the working copy."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from chatbot.knowledge import verbs
from chatbot.knowledge.refusals import Conflict, NotPermitted
from chatbot.models import FaqEntry, FaqRevision
from municipalities.accounts import rules
from municipalities.accounts.admin_site import staff_site
from municipalities.accounts.verb_page import moment, verb_page

from .access import LARGEST_REVISION, conflict_sentence, entry_url, posted_revision, url, visible_entry, writable_entry
from .residents_view import residents_view
from .words import difference

SHOWN = 200


def revisions(request: HttpRequest, pk: int) -> HttpResponse:
    entry = visible_entry(request, pk)
    rows = list(entry.revisions.select_related("staff").defer("content")[:SHOWN])
    may_restore = rules.can_write_faq(request.user, entry.section_id)
    context = {
        **staff_site.each_context(request),
        "title": _("履歴"),
        "subtitle": entry.question,
        "entry": entry,
        "revisions": [_row(entry, row, may_restore=may_restore) for row in rows],
        "compare_url": url("compare", entry.pk),
        "back": entry_url(entry),
    }
    return TemplateResponse(request, "admin/chatbot/faq/revisions.html", context)


def _row(entry: FaqEntry, row: FaqRevision, *, may_restore: bool) -> dict[str, Any]:
    is_newest = row.number == entry.revision
    return {
        "row": row,
        "who": row.staff or _("システム"),
        "is_read": row.pk == entry.current_id,
        "compare_url": f"{url('compare', entry.pk)}?before={max(row.number - 1, 1)}&after={row.number}",
        "restore_url": url("restore", entry.pk, row.number) if may_restore and not is_newest else "",
    }


def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """?before= and ?after=: numbers of revisions. What is not there is replaced by the usual question: the last two."""
    entry = visible_entry(request, pk)
    listed = list(entry.revisions.select_related("staff").defer("content")[:SHOWN])
    numbers = [row.number for row in listed]
    usual = (numbers[1] if len(numbers) > 1 else numbers[0], numbers[0]) if numbers else (0, 0)
    chosen = [_chosen(request, name, number, numbers) for name, number in zip(("before", "after"), usual, strict=True)]
    contents = dict(entry.revisions.filter(number__in=chosen).values_list("number", "content"))
    context = {
        **staff_site.each_context(request),
        "title": _("前の内容と比べる"),
        "subtitle": entry.question,
        "choices": [(str(row.number), _name(row)) for row in listed],
        "sides": [
            {"name": "before", "label": _("前の内容"), "value": str(chosen[0])},
            {"name": "after", "label": _("後の内容"), "value": str(chosen[1])},
        ],
        "parts": difference(contents.get(chosen[0], {}), contents.get(chosen[1], {})),
        "back": url("revisions", entry.pk),
    }
    return TemplateResponse(request, "admin/forms_app/form/compare.html", context)


def _chosen(request: HttpRequest, name: str, usual: int, numbers: list[int]) -> int:
    text = request.GET.get(name, "")
    return int(text) if text in set(map(str, numbers)) else usual


def _name(row: FaqRevision) -> str:
    facts = {
        "number": row.number,
        "kind": row.get_kind_display(),
        "moment": moment(row.at),
        "who": row.staff or _("システム"),
    }
    return _("第%(number)d版　%(kind)s（%(moment)s %(who)s）") % facts


def restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    entry = writable_entry(request, pk)
    old = get_object_or_404(entry.revisions, number=min(number, LARGEST_REVISION))
    if request.method == "POST":
        return _restore(request, entry, old)
    page = verb_page(
        request,
        site=staff_site,
        title=_("第%(number)d版の内容に戻す") % {"number": old.number},
        subtitle=entry.question,
        explanation=_(
            "いまの下書きを、この版の内容に置きかえます。公開するまで、住民の画面は変わりません。担当課と見直す日は、いまのままです。"
        ),
        submit_label=_("この版の内容に戻す"),
        back=url("revisions", entry.pk),
        revision=entry.revision,
        residents=residents_view(old.content),
    )
    page.template_name = "admin/chatbot/faq/deed.html"
    return page


def _restore(request: HttpRequest, entry: FaqEntry, old: FaqRevision) -> HttpResponse:
    try:
        verbs.restore(entry=entry, staff=request.user, revision=posted_revision(request), number=old.number)
    except NotPermitted as error:
        raise PermissionDenied from error
    except Conflict as conflict:
        messages.error(request, f"{conflict_sentence(conflict)}{_('内容を確かめて、もう一度操作してください。')}")
    except ValidationError as refused:
        messages.error(request, _("この版の内容には、いまは使えないところがあります。") + " ".join(refused.messages))
    else:
        messages.success(request, _("第%(number)d版の内容に戻しました。") % {"number": old.number})
    return HttpResponseRedirect(entry_url(entry))
