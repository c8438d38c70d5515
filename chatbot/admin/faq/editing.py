"""The page on which an entry is written, with what residents will read beside it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatbot.knowledge import verbs
from chatbot.knowledge.neighbours import Neighbour, neighbours
from chatbot.knowledge.refusals import Conflict, NotPermitted, WrongState
from chatbot.models import FaqEntry, UnansweredQuestion
from municipalities.accounts import rules
from municipalities.accounts.admin_site import staff_site
from municipalities.accounts.verb_page import moment, sent

from . import from_log
from .access import conflict_sentence, entry_url, number_in, posted_revision, url, visible_entry, writable_entry
from .deeds import deeds_of
from .entry_form import EntryForm, initial_of
from .residents_view import residents_view
from .states import COLORS, STANDINGS, standing_of
from .words import difference, label_of

SAVED = {
    "": gettext_lazy("保存しました。住民の画面は、まだ変わりません。"),
    "request": gettext_lazy("保存して、確認をお願いしました。ほかの職員が確認すると、公開できます。"),
    "publish": gettext_lazy("保存して、公開しました。住民がこの答えを読めます。"),
}


def add(request: HttpRequest) -> HttpResponse:
    if not rules.can_write_faq(request.user):
        raise PermissionDenied
    topic = from_log.topic_of(request)
    form = EntryForm(sent(request), staff=request.user, initial=_first_words(request, topic))
    if form.is_valid() and (made := _save_new(request, form, topic)):
        return _after_save(request, made)
    return _page(request, None, form, status=422 if form.is_bound else 200)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    entry = visible_entry(request, pk) if request.method == "GET" else writable_entry(request, pk)
    if not rules.can_write_faq(request.user, entry.section_id):
        return _page(request, entry, None)
    form = EntryForm(sent(request), staff=request.user, entry=entry)
    if request.method != "POST":
        return _page(request, entry, form)
    try:
        if form.is_valid() and (saved := _save(request, form, entry)):
            return _after_save(request, saved)
    except Conflict as conflict:
        return _conflict_page(request, conflict)
    return _page(request, entry, form, status=422, revision=posted_revision(request))


def _first_words(request: HttpRequest, topic: UnansweredQuestion | None) -> dict[str, Any]:
    """?question=: what somebody looked for, for a new entry."""
    if topic is not None and request.method == "GET":
        return from_log.first_words_of(topic, request)
    return {"question": request.GET.get("question", "")[:100]} if request.GET.get("question") else {}


def _save_new(request: HttpRequest, form: EntryForm, topic: UnansweredQuestion | None) -> FaqEntry | None:
    with transaction.atomic():
        made = _save(request, form)
        if made is not None and topic is not None:
            from_log.link(request, topic, made)
    return made


def _save(request: HttpRequest, form: EntryForm, entry: FaqEntry | None = None) -> FaqEntry | None:
    facts: dict[str, Any] = {"entry": entry, "revision": posted_revision(request), "note": form.cleaned_data["note"]}
    try:
        return verbs.save_entry(staff=request.user, facts=form.facts, **facts)
    except NotPermitted as error:
        raise PermissionDenied from error
    except ValidationError as refused:
        form.add_error(None, refused)
    return None


def _after_save(request: HttpRequest, entry: FaqEntry) -> HttpResponse:
    then = request.POST.get("then", "")
    deed = {"request": verbs.request_review, "publish": verbs.publish}.get(then)
    try:
        if deed:
            deed(entry=entry, staff=request.user, revision=entry.revision)
    except (WrongState, NotPermitted, Conflict, ValidationError):
        then = ""
    messages.success(request, SAVED.get(then, SAVED[""]))
    return HttpResponseRedirect(entry_url(entry))


def _conflict_page(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    """What was typed stays, beside what the colleague saved; saving once more is then a decision."""
    now = conflict.entry
    form = EntryForm(request.POST, staff=request.user, entry=now)
    form.is_valid()
    saved, typed = _as_content(initial_of(now)), _as_content(form.cleaned_data)
    parts = difference(saved, {**saved, **typed})
    return _page(request, now, form, status=409, conflict=conflict_sentence(conflict), parts=parts)


def _as_content(facts: Mapping[str, Any]) -> dict[str, Any]:
    content = {name: value for name, value in facts.items() if name not in ("category", "section", "note")}
    for name, attribute in (("category", "slug"), ("section", "pk")):
        if facts.get(name) is not None:
            content[name] = getattr(facts[name], attribute)
    if content.get("review_on"):
        content["review_on"] = str(content["review_on"])
    if isinstance(content.get("answer"), str):
        content["answer"] = content["answer"].replace("\r\n", "\n").strip()
    return content


def _page(
    request: HttpRequest, entry: FaqEntry | None, form: EntryForm | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        **staff_site.each_context(request),
        "title": _("質問の編集") if entry else _("質問の追加"),
        "subtitle": entry.question if entry else _("よくある質問"),
        "entry": entry,
        "form": form,
        "revision": entry.revision if entry else 0,
        "residents": residents_view(_typed(form) if form else entry.content()),
        "neighbours": _neighbours(entry, form),
        "deeds": deeds_of(entry, request.user) if entry else [],
        "standing": _standing(entry),
        "facts": _facts(entry) if entry else [],
        "publishes_at_once": _publishes_at_once(request, entry),
        "learned_from": entry.learned_from.order_by("pk")[:10] if entry and form else [],
        "preview_url": url("preview"),
        "neighbours_url": url("neighbours"),
        "reach_url": url("reach"),
        "back": url("changelist"),
        **more,
    }
    return TemplateResponse(request, "admin/chatbot/faq/edit.html", context, status=status)


def _neighbours(entry: FaqEntry | None, form: EntryForm | None) -> list[Neighbour]:
    """Of what residents read already, only when its question is changed (while_writing)."""
    if form is None or (entry and entry.current_id):
        return []
    return neighbours(form["question"].value() or "", other_than=entry)


def _typed(form: EntryForm) -> dict[str, Any]:
    names = ("question", "answer", "short_answer", "links", "form_slug", "audience")
    section = form["section"].value()
    given = {name: form[name].value() or ([] if name == "links" else "") for name in names}
    return {**given, "section": number_in(str(getattr(section, "pk", section) or ""))}


def _publishes_at_once(request: HttpRequest, entry: FaqEntry | None) -> bool:
    section_id = entry.section_id if entry else min(request.user.section_ids, default=0)
    return rules.can_review_faq(request.user, section_id, is_writer=True)


def _standing(entry: FaqEntry | None) -> dict[str, str] | None:
    if entry is None:
        return None
    return {"label": str(STANDINGS[standing_of(entry)]), "color": COLORS[standing_of(entry)]}


def _facts(entry: FaqEntry) -> list[tuple[str, str]]:
    last = entry.revisions.select_related("staff").first()
    written = (
        _("%(moment)s（%(name)s）") % {"moment": moment(last.at), "name": last.staff or _("システム")} if last else ""
    )
    return [
        (label_of("category"), str(entry.category)),
        (label_of("section"), str(entry.section)),
        (_("最後の変更"), written or moment(entry.updated_at)),
        (label_of("due_on"), f"{entry.due_on:%Y年%-m月%-d日}" if entry.due_on else _("決めていません")),
        (label_of("slug"), entry.slug),
    ]
