"""How an entry stands, as a clerk reads it: what residents see comes first."""

from django.db.models import Case, CharField, Q, Value, When
from django.utils.translation import gettext_lazy as _

from chatbot.models import FaqEntry, FaqState

STANDINGS = {
    "waiting": _("確認待ち"),
    "draft": _("下書き"),
    "reviewed": _("確認済み（公開前）"),
    "published": _("公開中"),
    "changed": _("公開中（直しかけ）"),
    "hidden": _("期限切れで非表示"),
    "retired": _("公開終了"),
}
COLORS = {
    "waiting": "warning",
    "draft": "info",
    "reviewed": "primary",
    "published": "success",
    "changed": "warning",
    "hidden": "danger",
    "retired": "danger",
}


def standing_of(entry: FaqEntry) -> str:
    if entry.hidden_at:
        return "hidden"
    if entry.current_id and entry.state == FaqState.DRAFT:
        return "changed"
    return str(entry.state)


def standing() -> Case:
    """The same, told by the database."""
    return Case(
        When(hidden_at__isnull=False, then=Value("hidden")),
        When(Q(current__isnull=False, state=FaqState.DRAFT), then=Value("changed")),
        *(When(state=state, then=Value(str(state))) for state in FaqState),
        output_field=CharField(),
    )
