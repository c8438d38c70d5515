"""One deed upon many entries: each by itself, and those that could not are named with the reason."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatbot.knowledge.refusals import Conflict, KnowledgeRefusal, NotPermitted, NotReviewed, WrongState
from chatbot.models import FaqEntry

MOST = 100
MOST_NAMED = 10
REASONS = {
    NotPermitted: gettext_lazy("担当の課ではありません"),
    NotReviewed: gettext_lazy("ほかの職員がまだ確認していません"),
    WrongState: gettext_lazy("いまの状態ではできません"),
    Conflict: gettext_lazy("ほかの職員が同時に変更しました"),
}


def perform(request: HttpRequest, chosen: QuerySet, verb: Callable, done: str, **facts: Any) -> None:
    entries = list(FaqEntry.objects.filter(pk__in=chosen.values("pk")).order_by("pk")[: MOST + 1])
    if len(entries) > MOST:
        messages.error(request, _("一度に選べるのは%(most)d件までです。選ぶ質問を減らしてください。") % {"most": MOST})
        return
    refused = [reason for entry in entries if (reason := _refusal(request, entry, verb, facts))]
    if count := len(entries) - len(refused):
        messages.success(request, done % {"count": count})
    for reason in refused[:MOST_NAMED]:
        messages.error(request, reason)
    if len(refused) > MOST_NAMED:
        messages.error(request, _("ほか%(count)d件もできませんでした。") % {"count": len(refused) - MOST_NAMED})


def _refusal(request: HttpRequest, entry: FaqEntry, verb: Callable, facts: dict[str, Any]) -> str:
    try:
        verb(entry=entry, staff=request.user, revision=entry.revision, **facts)
    except KnowledgeRefusal as refused:
        reason = str(REASONS[type(refused)])
    except ValidationError as refused:
        reason = " ".join(refused.messages)
    else:
        return ""
    return _("「%(question)s」：%(reason)s。") % {"question": entry.question, "reason": reason.rstrip("。")}
