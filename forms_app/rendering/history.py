"""経過 as rows for people: what happened, when, and what was said."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms_app.models import StatusChange

VERB_LABELS = {
    "submit": gettext_lazy("申請を受け付けました"),
    "take_over": gettext_lazy("担当者が確認を始めました"),
    "return_for_correction": gettext_lazy("修正のお願いをしました"),
    "resubmit": gettext_lazy("修正した内容を受け付けました"),
    "approve": gettext_lazy("承認しました"),
    "reject": gettext_lazy("不承認としました"),
    "complete": gettext_lazy("手続が完了しました"),
    "withdraw": gettext_lazy("申請を取り下げました"),
}


def history_rows(history: Iterable[StatusChange]) -> list[dict[str, object]]:
    return [
        {
            "at": change.at,
            "label": _label(change),
            "message": _message(change),
            "verb": change.verb,
            "change": change,
        }
        for change in history
    ]


def _label(change: StatusChange) -> str:
    if change.verb == "submit" and change.staff_id:
        return _("窓口や電話で承り、職員が入力しました")
    return str(VERB_LABELS[change.verb])


def _message(change: StatusChange) -> str:
    if change.verb == "resubmit" and change.message:
        return _("直した項目: %(labels)s") % {"labels": change.message}
    return change.message
