"""Newest first, from one page to the next: a signed place in the order, so that new arrivals shift nothing."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from forms_app.models import Application
from municipalities.tenancy import signing

from .errors import Refused

PURPOSE, KEPT_FOR = "api cursor", timedelta(days=7)


def page(applications: QuerySet[Application], *, after: str | None, limit: int) -> tuple[list[Application], str | None]:
    """The rows, and the cursor of those that follow; None where there are no more."""
    if after:
        submitted_at, pk = _read(after)
        applications = applications.filter(Q(submitted_at__lt=submitted_at) | Q(submitted_at=submitted_at, pk__lt=pk))
    rows = list(applications.order_by("-submitted_at", "-id")[: limit + 1])
    if len(rows) <= limit:
        return rows, None
    last = rows[limit - 1]
    return rows[:limit], signing.sign([last.submitted_at.isoformat(), last.pk], purpose=PURPOSE)


def _read(cursor: str) -> tuple[datetime, int]:
    try:
        moment, pk = signing.unsign(cursor, purpose=PURPOSE, max_age=KEPT_FOR)
    except signing.BadToken as error:
        message = _("cursor が正しくないか、古くなっています。はじめのページから取り直してください。")
        raise Refused(400, "bad_cursor", message) from error
    return datetime.fromisoformat(moment), pk
