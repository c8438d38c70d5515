"""A skill is stopped, or goes on again; each with its record in the audit log."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction

from chatbot.models import StoppedSkill
from municipalities.accounts.models import StaffUser
from municipalities.audit import services as audit


def stopped_names() -> ArraySubquery:
    """To read with another row: names of what is stopped cost no statement of their own."""
    return ArraySubquery(StoppedSkill.objects.order_by().values("skill"))


@transaction.atomic
def stop_skill(*, skill: str, label: str, staff: StaffUser, reason: str) -> StoppedSkill:
    """Once stopped it stays as it is: who stopped it first, and why."""
    stopped, is_new = StoppedSkill.objects.get_or_create(skill=skill, defaults={"stopped_by": staff, "reason": reason})
    if is_new:
        audit.record(actor=staff, action="stoppedskill.pause", target=stopped, label=label)
    return stopped


@transaction.atomic
def resume_skill(*, skill: str, label: str, staff: StaffUser) -> None:
    stopped = StoppedSkill.objects.select_for_update().filter(skill=skill).first()
    if stopped is not None:
        audit.record(actor=staff, action="stoppedskill.unpause", target=stopped, label=label)
        stopped.delete()
