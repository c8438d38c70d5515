"""What an administrator does with the people of a town. Each verb writes its own audit record.

The database keeps the last administrator (migration 0003); a refusal arrives here as LastAdministrator.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction

from municipalities.audit import services as audit
from municipalities.audit.services import Actor

from .models import Section, StaffUser
from .passwords import one_time_password

KEEPS_ONE = "keeps_one_administrator"


class LastAdministrator(Exception):
    """Nobody could manage the staff any more."""


@contextmanager
def one_administrator_stays() -> Iterator[None]:
    """One transaction; raises LastAdministrator where the database refuses to lose the last one."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if KEEPS_ONE in str(error):
            raise LastAdministrator from error
        raise


@transaction.atomic
def register_staff(*, actor: Actor | None, staff: StaffUser, sections: Iterable[Section] = ()) -> str:
    """Save a new, filled-in `staff`. Returns the one-time password, which is kept nowhere."""
    password = one_time_password()
    staff.set_password(password)
    staff.password_is_initial = True
    staff.save()
    staff.sections.set(sections)
    audit.record(actor=actor, action="staffuser.create", target=staff, detail={"role": staff.role})
    return password


@transaction.atomic
def reset_password(*, actor: Actor | None, user: AbstractBaseUser) -> str:
    """A new one-time password for a StaffUser or PrefectureOperator; whoever was logged in with the old one is out."""
    password = one_time_password()
    user.set_password(password)
    user.password_is_initial = True
    user.save(update_fields=["password", "password_is_initial"])
    audit.record(actor=actor, action=f"{user._meta.model_name}.reset_password", target=user)
    return password


@transaction.atomic
def set_own_password(*, user: AbstractBaseUser, password: str) -> None:
    user.set_password(password)
    user.password_is_initial = False
    user.save(update_fields=["password", "password_is_initial"])
    audit.record(actor=user, action=f"{user._meta.model_name}.change_password", target=user)


def deactivate(*, actor: Actor | None, user: AbstractBaseUser) -> None:
    """For a StaffUser or PrefectureOperator. The account stays for the history; the person is logged out at once."""
    with one_administrator_stays():
        _set_active(user, actor=actor, is_active=False, verb="deactivate")


@transaction.atomic
def activate(*, actor: Actor | None, user: AbstractBaseUser) -> None:
    _set_active(user, actor=actor, is_active=True, verb="activate")


def _set_active(user: AbstractBaseUser, *, actor: Actor | None, is_active: bool, verb: str) -> None:
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    audit.record(actor=actor, action=f"{user._meta.model_name}.{verb}", target=user)
