"""What prefecture IT does: open, suspend and close a town, look after its first administrators, and its own operators.

A deed that touches a town is recorded twice, in the town (where its administrator reads it) and in `public`.
"""

from dataclasses import dataclass

from django.db import models, transaction
from django.utils.translation import gettext as _

from municipalities.audit import services as audit
from municipalities.tenancy import provisioning
from municipalities.tenancy import services as tenancy
from municipalities.tenancy.context import tenant_context
from municipalities.tenancy.models import Municipality
from municipalities.tenancy.prefectures import TownFacts

from .. import services as accounts
from ..models import StaffUser
from ..passwords import one_time_password
from .models import PrefectureOperator


@dataclass(frozen=True)
class Visitor:
    """An operator as a town's log names them: without a number, which would be one of the town's own staff."""

    operator: PrefectureOperator
    pk: None = None

    def get_full_name(self) -> str:
        return _("%(name)s（県の担当者）") % {"name": self.operator.get_full_name()}


@transaction.atomic
def create_town(*, operator: PrefectureOperator, facts: TownFacts) -> Municipality:
    """Raises provisioning.ProvisioningFailed; the town is then not there at all."""
    town = provisioning.provision_town(facts)
    _record(operator, town, "municipality.provision", town)
    return town


@transaction.atomic
def suspend_town(*, operator: PrefectureOperator, town: Municipality, notice: str) -> None:
    tenancy.suspend_town(town=town, notice=notice)
    _record(operator, town, "municipality.suspend", town)


@transaction.atomic
def reopen_town(*, operator: PrefectureOperator, town: Municipality) -> None:
    tenancy.reopen_town(town=town)
    _record(operator, town, "municipality.reopen", town)


@transaction.atomic
def close_town(*, operator: PrefectureOperator, town: Municipality, notice: str) -> None:
    tenancy.close_town(town=town, notice=notice)
    _record(operator, town, "municipality.close", town)


@transaction.atomic
def switch_features(*, operator: PrefectureOperator, town: Municipality, disabled: list[str]) -> None:
    tenancy.switch_features(town=town, disabled=disabled)
    _record(operator, town, "municipality.switch_features", town, {"disabled_features": sorted(disabled)})


@transaction.atomic
def register_town_staff(*, operator: PrefectureOperator, town: Municipality, staff: StaffUser) -> str:
    """Returns the one-time password."""
    with tenant_context(town):
        password = accounts.register_staff(actor=Visitor(operator), staff=staff)
    _record_here(operator, town, "staffuser.create", staff)
    return password


@transaction.atomic
def reset_town_password(*, operator: PrefectureOperator, town: Municipality, staff: StaffUser) -> str:
    with tenant_context(town):
        password = accounts.reset_password(actor=Visitor(operator), user=staff)
    _record_here(operator, town, "staffuser.reset_password", staff)
    return password


@transaction.atomic
def deactivate_town_staff(*, operator: PrefectureOperator, town: Municipality, staff: StaffUser) -> None:
    """Raises accounts.LastAdministrator."""
    with tenant_context(town):
        accounts.deactivate(actor=Visitor(operator), user=staff)
    _record_here(operator, town, "staffuser.deactivate", staff)


@transaction.atomic
def activate_town_staff(*, operator: PrefectureOperator, town: Municipality, staff: StaffUser) -> None:
    with tenant_context(town):
        accounts.activate(actor=Visitor(operator), user=staff)
    _record_here(operator, town, "staffuser.activate", staff)


@transaction.atomic
def register_operator(*, actor: PrefectureOperator | None, operator: PrefectureOperator) -> str:
    """Save a new, filled-in `operator`. Returns the one-time password."""
    password = one_time_password()
    operator.set_password(password)
    operator.password_is_initial = True
    operator.save()
    audit.record(actor=actor, action="prefectureoperator.create", target=operator)
    return password


def _record(
    operator: PrefectureOperator,
    town: Municipality,
    action: str,
    target: models.Model,
    detail: dict[str, object] | None = None,
) -> None:
    with tenant_context(town):
        audit.record(actor=Visitor(operator), action=action, target=target, detail=detail)
    audit.record(actor=operator, action=action, target=target, detail=detail)


def _record_here(operator: PrefectureOperator, town: Municipality, action: str, staff: StaffUser) -> None:
    audit.record(actor=operator, action=action, target=staff, label=f"{town} {staff}")
