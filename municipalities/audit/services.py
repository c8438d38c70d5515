"""One verb: record (of many: record_each). It joins the caller's transaction, so the deed and its record stand or fall together."""

from collections.abc import Iterable
from typing import Protocol

from django.db import models
from django.utils.translation import gettext as _

from .models import AuditRecord


class Actor(Protocol):
    pk: int | None

    def get_full_name(self) -> str: ...


def record(
    *, actor: Actor | None, action: str, target: models.Model, label: str = "", detail: dict[str, object] | None = None
) -> AuditRecord:
    """`action` is `<noun>.<verb>`: "application.approve". `actor` None: the portal itself (beat, a command)."""
    made = _record(actor, action, target, label, detail)
    made.save(force_insert=True)
    return made


def record_each(*, actor: Actor | None, action: str, targets: Iterable[models.Model]) -> None:
    """The same deed to many, in one statement."""
    AuditRecord.objects.bulk_create(_record(actor, action, target, "", None) for target in targets)


def _record(
    actor: Actor | None, action: str, target: models.Model, label: str, detail: dict[str, object] | None
) -> AuditRecord:
    return AuditRecord(
        actor_id=actor.pk if actor else None,
        actor_name=actor.get_full_name() if actor else _("システム"),
        action=action,
        object_type=target._meta.label_lower,
        object_id=str(target.pk),
        object_label=label or str(target),
        detail=detail or {},
    )
