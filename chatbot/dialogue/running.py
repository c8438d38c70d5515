"""Asking one skill: within its time, and from a database as it was before when it breaks. What fails in one stops no other."""

import logging
import traceback
from collections.abc import Callable
from datetime import timedelta
from time import monotonic
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection, transaction

from .message import Incoming, Link, Outcome
from .skills.base import Skill, Turned

T = TypeVar("T")
logger = logging.getLogger(__name__)
_SAVEPOINTS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


class SkillFailed(Exception):
    """It broke or was too slow; the log says where."""


class OverBudget(Exception):
    """Its time is used up."""


def ask(skill: Skill, incoming: Incoming, around: Turned) -> Outcome | None:
    """None: it is not for this skill. Raises SkillFailed."""
    return _guarded(skill, lambda: _within_budget(skill, incoming, around) if skill.wants(incoming, around) else None)


def is_meant(skill: Skill, incoming: Incoming, around: Turned) -> bool:
    """Did the resident ask for just this, by a button, by its name, or by being in the middle of it? Raises SkillFailed."""
    is_named = bool(incoming.choice) or around.skill == skill.name or getattr(skill, "is_asked_by_name", False)
    return is_named and _guarded(skill, lambda: skill.wants(incoming, around))


def elsewhere(skill: Skill, around: Turned) -> tuple[Link, ...]:
    told = getattr(skill, "elsewhere", None)
    return told(around) if told else ()


def _guarded(skill: Skill, deed: Callable[[], T]) -> T:
    try:
        with transaction.atomic():
            return deed()
    except Exception as error:
        logger.error("skill %s failed: %s", skill.name, where_it_broke(error))
    # Not from within the handler: the exception with its message goes no further.
    raise SkillFailed(skill.name)


def _within_budget(skill: Skill, incoming: Incoming, around: Turned) -> Outcome | None:
    """One statement is ended by the database; many short ones are refused once the time is over.

    What only reckons cannot be interrupted: its answer is taken, and told as late in the log.
    """
    budget = getattr(skill, "budget", timedelta(seconds=settings.CHAT_SKILL_SECONDS))
    ends_at = monotonic() + budget.total_seconds()
    with connection.cursor() as cursor:
        # Until the end of the transaction: the next skill sets its own.
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(int(budget.total_seconds() * 1000))])
    with connection.execute_wrapper(_refusing_after(ends_at)):
        outcome = skill.respond(incoming, around)
    if monotonic() > ends_at:
        logger.warning("skill %s was late", skill.name)
    return outcome


def _refusing_after(ends_at: float) -> Callable[..., Any]:
    def execute(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if monotonic() > ends_at and not str(sql).startswith(_SAVEPOINTS):
            raise OverBudget
        return execute(sql, params, many, context)

    return execute


def where_it_broke(error: BaseException) -> str:
    """Kinds and places, never the message: it may hold what a resident wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " > ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
    cause = error.__cause__ or error.__context__
    told = f"{type(error).__module__}.{type(error).__qualname__} at {places}"
    return f"{told} after {type(cause).__module__}.{type(cause).__qualname__}" if cause else told
