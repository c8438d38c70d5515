"""One conversation on one page: what was said, the answer, canned replies, notes, and what can be done with it now."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatbot.handover import verbs
from chatbot.handover.canned import replies_for
from chatbot.handover.errors import AlreadyTaken, Ended, NothingSaid, NotPermitted, NotYours, Refused
from chatbot.handover.reading import lines_of
from chatbot.models import Handover, HandoverState
from municipalities.accounts import rules
from municipalities.accounts.admin_site import staff_site
from municipalities.accounts.models import Section

INBOX = "admin:chatbot_handover_changelist"
DONE = {
    "take": gettext_lazy("この相談の担当になりました。返事を書いてください。"),
    "answer": gettext_lazy("返事を送りました。"),
    "transfer": gettext_lazy("引き継ぎました。"),
    "return": gettext_lazy("自動の案内に戻しました。"),
    "close": gettext_lazy("対応を終わりました。"),
    "note": gettext_lazy("内部メモを残しました。"),
}
STAYS = {"take", "answer", "note"}


def show(
    request: HttpRequest, object_id: str | int, *, status: int = 200, typed: dict[str, str] | None = None
) -> HttpResponse:
    """Looking is a deed: it leaves an audit row."""
    handover = _visible(request, object_id)
    if handover is None:
        messages.info(request, _("この相談は、住民の方が消したか、保存の期間（7日）が過ぎたため、残っていません。"))
        return redirect(INBOX)
    if status == 200:
        verbs.look(handover=handover, staff=request.user)
    may_answer = rules.can_answer(request.user, handover.section_id)
    context = {
        **staff_site.each_context(request),
        "opts": Handover._meta,
        "title": str(handover),
        "handover": handover,
        "facts": _facts(handover),
        "lines": lines_of(handover.conversation),
        "turns": handover.conversation.turn_count,
        "notes": handover.notes.select_related("staff"),
        "may_answer": may_answer,
        "is_mine": handover.state == HandoverState.TAKEN and handover.taken_by_id == request.user.pk,
        "may_transfer": may_answer and handover.is_open and verbs.may_pass_on(handover, request.user),
        "canned": replies_for(section=handover.section, staff=request.user) if may_answer else [],
        "sections": Section.objects.filter(is_active=True).exclude(pk=handover.section_id),
        "rating": getattr(handover, "rating", None),
        "longest": verbs.LONGEST,
        "typed": typed or {},
    }
    return TemplateResponse(request, "admin/chatbot/handover/talk.html", context, status=status)


def news(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said after the turn `after`: 204 for nothing, 410 for a conversation that is gone."""
    handover = _visible(request, pk)
    if handover is None:
        return JsonResponse({"message": _("住民の方が、この相談を消しました。")}, status=410)
    after, turns = number_in(request.GET.get("after")), handover.conversation.turn_count
    if turns <= after:
        return HttpResponse(status=204)
    verbs.mark_read(handover=handover, staff=request.user, number=turns)
    lines = lines_of(handover.conversation, after=after)
    html = render_to_string("admin/chatbot/handover/lines.html", {"lines": lines, "handover": handover})
    content = {"turns": turns, "html": html, "state": handover.state}
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One verb. What was typed survives a refusal. A page that sends by script gets no page back."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if verb not in DONE:
        raise Http404
    handover = _visible(request, pk)
    if handover is None:
        return redirect(INBOX)
    try:
        _do(request, handover, verb)
    except NotPermitted as error:
        raise PermissionDenied from error
    except Refused as refusal:
        return _refused(request, handover, refusal)
    if _by_script(request):
        return HttpResponse(status=204)
    messages.success(request, DONE[verb])
    return redirect("admin:chatbot_handover_change", handover.pk) if verb in STAYS else redirect(INBOX)


def _do(request: HttpRequest, handover: Handover, verb: str) -> None:
    who = {"handover": handover, "staff": request.user}
    match verb:
        case "take":
            verbs.take(**who)
        case "answer":
            verbs.answer(**who, text=_typed(request), id=request.POST.get("said", "")[:64])
        case "transfer":
            section = Section.objects.filter(is_active=True, pk=number_in(request.POST.get("section"))).first()
            verbs.transfer(**who, section=section)
        case "return":
            verbs.return_to_bot(**who)
        case "close":
            verbs.close(**who)
        case "note":
            verbs.add_note(**who, text=_typed(request))


def _refused(request: HttpRequest, handover: Handover, refusal: Refused) -> HttpResponse:
    sentence, status = _sentence(refusal), 422 if isinstance(refusal, NothingSaid) else 409
    if _by_script(request):
        return JsonResponse({"message": sentence}, status=status)
    messages.error(request, sentence)
    return show(request, handover.pk, status=status, typed={"text": _typed(request)})


def _sentence(refusal: Refused) -> str:
    match refusal:
        case AlreadyTaken():
            return _("先に%(name)sさんが担当になりました。") % {"name": refusal.by}
        case NotYours():
            return _("この相談は、いまあなたの担当ではありません。下の最新の様子を確かめてください。")
        case Ended():
            return _("この相談は、もう終わっています。返事は送られていません。")
        case _:
            return _("文を入力してください。")


def _visible(request: HttpRequest, pk: str | int) -> Handover | None:
    """None where it is gone. Raises PermissionDenied for another section's."""
    found = Handover.objects.select_related("conversation", "section", "taken_by", "rating")
    handover = found.filter(pk=number_in(pk)).first()
    if handover is not None and not rules.can_see_talk(request.user, handover.section_id):
        raise PermissionDenied
    return handover


def _facts(handover: Handover) -> list[tuple[str, Any]]:
    return [
        (_("状態"), handover.get_state_display()),
        (_("担当課"), handover.section or _("決まっていません")),
        (_("担当者"), handover.taken_by or _("まだ決まっていません")),
        (_("相談の日時"), _at(handover.asked_at)),
        (_("対応を始めた日時"), _at(handover.taken_at)),
        (_("終わった日時"), _at(handover.ended_at)),
    ]


def _at(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%Y/%m/%d %H:%M") if moment else ""


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _typed(request: HttpRequest) -> str:
    return request.POST.get("text", "").replace("\x00", "").replace("\r\n", "\n")[: verbs.LONGEST]


def number_in(text: Any) -> int:
    """0, which no row has, for anything that is no number PostgreSQL could hold."""
    text = str(text or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
