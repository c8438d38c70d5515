"""What prefecture IT does with a town: open, suspend, reopen, close. Each is one verb; the table says from where to where."""

from django.db import transaction

from . import directory
from .models import Domain, Municipality, TownState

STATE_TRANSITIONS = {
    "open": ({TownState.PROVISIONING}, TownState.READY),
    "suspend": ({TownState.READY}, TownState.SUSPENDED),
    "reopen": ({TownState.SUSPENDED}, TownState.READY),
    "close": ({TownState.SUSPENDED}, TownState.CLOSED),
}


class WrongState(Exception):
    """The town is not in a state from which this verb leads on."""


def open_town(*, town: Municipality) -> Municipality:
    return _move(town, "open", notice="")


def suspend_town(*, town: Municipality, notice: str) -> Municipality:
    """`notice` is what residents read on every page of the town meanwhile."""
    return _move(town, "suspend", notice=notice)


def reopen_town(*, town: Municipality) -> Municipality:
    return _move(town, "reopen", notice="")


def close_town(*, town: Municipality, notice: str) -> Municipality:
    """For ever (a merger, the end of a contract); the data stay until operations remove them."""
    return _move(town, "close", notice=notice)


def switch_features(*, town: Municipality, disabled: list[str]) -> Municipality:
    Municipality.objects.filter(pk=town.pk).update(disabled_features=sorted(disabled))
    return _fresh(town)


def add_domain(*, town: Municipality, host: str) -> Domain:
    with transaction.atomic():
        domain = Domain.objects.create(tenant=town, domain=directory.plain_host(host), is_primary=False)
    directory.forget()
    return domain


def _move(town: Municipality, verb: str, *, notice: str) -> Municipality:
    allowed, target = STATE_TRANSITIONS[verb]
    moved = Municipality.objects.towns().filter(pk=town.pk, state__in=allowed)
    if not moved.update(state=target, suspension_notice=notice):
        raise WrongState(verb)
    return _fresh(town)


def _fresh(town: Municipality) -> Municipality:
    directory.forget()
    town.refresh_from_db()
    return town
