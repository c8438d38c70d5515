"""The queue without a circle: verbs name a task, nobody imports it. PostgreSQL holds the truth; this is the wake-up."""

import logging
import os
import time
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cache, partial
from threading import Lock
from typing import Any

from celery import Task, current_app
from celery.signals import task_prerun
from django.db import close_old_connections, transaction
from kombu.exceptions import OperationalError

from . import directory
from .context import current_schema, tenant_context
from .models import PUBLIC_SCHEMA, Municipality

logger = logging.getLogger(__name__)
SCHEMA_HEADER = "town_schema"
LINGER_SECONDS = 0.25


class TownRequired(RuntimeError):
    """A task of a municipality arrived without one, or with one that does not exist or is not open."""


def enqueue(task_name: str, **kwargs: Any) -> None:
    """Send the named task for the current town once the transaction commits.

    KeyError for a name nobody registered, TypeError for arguments that the task does not take.

    A thread of its own sends it: neither the caller nor a resident waits for the broker. One that is away, or a process that
    dies first, costs time only: what must be told is in the outbox, and the sweeper tells it.
    """
    task = _task(task_name)
    task.__header__(**kwargs)
    # The schema is read now: at commit time another one may be entered.
    transaction.on_commit(partial(_announce, task, current_schema(), kwargs))


def flush() -> None:
    """Return when everything that this process enqueued so far has been sent, or given up."""
    _outbound.flush()


def send_for_town(task_name: str, town: Municipality, **kwargs: Any) -> None:
    """Send at once, for a town named by the caller (beat's dispatcher)."""
    _send(_task(task_name), town.schema_name, kwargs)


@cache
def _task(name: str) -> Task:
    # Only a worker imports the task modules by itself: a web process would know no name.
    current_app.autodiscover_tasks(force=True)
    return current_app.tasks[name]


class _Outbound:
    """Wake-ups on their way out of this process. Equal ones that come within LINGER_SECONDS leave as one."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.waiting: dict[tuple[Task, str, tuple[tuple[str, Any], ...]], None] = {}
        self.thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="wake-up")

    def add(self, task: Task, schema: str, kwargs: dict[str, Any]) -> None:
        with self.lock:
            is_first = not self.waiting
            self.waiting[task, schema, tuple(sorted(kwargs.items()))] = None
        if is_first:
            self.thread.submit(self.send).add_done_callback(_log_failure)

    def send(self) -> None:
        time.sleep(LINGER_SECONDS)
        with self.lock:
            batch, self.waiting = self.waiting, {}
        for task, schema, kwargs in batch:
            _send(task, schema, dict(kwargs))

    def flush(self) -> None:
        wait([self.thread.submit(lambda: None)])


_outbound = _Outbound()


def _begin_anew() -> None:
    """Threads do not survive a fork: the child (a worker's, a web server's) makes its own."""
    global _outbound
    _outbound = _Outbound()


os.register_at_fork(after_in_child=_begin_anew)


def _announce(task: Task, schema: str, kwargs: dict[str, Any]) -> None:
    _outbound.add(task, schema, kwargs)


def _log_failure(sending: Future) -> None:
    if error := sending.exception():
        logger.error("a wake-up could not be sent", exc_info=error)


def _send(task: Task, schema: str, kwargs: dict[str, Any]) -> None:
    try:
        task.apply_async(kwargs=kwargs, headers={SCHEMA_HEADER: schema})
    except (OperationalError, OSError) as error:
        logger.warning(
            "broker away: %s for %s was not announced; the sweeper will find it: %s", task.name, schema, error
        )


class TenantTask(Task):
    """Base of every task of a municipality: enters the schema the message carries, refuses to run without one."""

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with tenant_context(self._town()):
            return super().__call__(*args, **kwargs)

    def _town(self) -> Municipality:
        schema = self.request.get(SCHEMA_HEADER) or (self.request.headers or {}).get(SCHEMA_HEADER)
        if not schema or schema == PUBLIC_SCHEMA:
            raise TownRequired(f"{self.name} was sent without a municipality")
        town = directory.find_by_schema(schema)
        if town is None or not town.is_ready:
            raise TownRequired(f"{self.name}: {schema} is not an open municipality")
        return town


@task_prerun.connect
def _begin_with_a_sound_connection(sender: Task, **_signal: Any) -> None:
    # Connections outlive tasks (CELERY_DB_REUSE_MAX): one that broke would fail every later task of the process.
    if not sender.request.is_eager:
        close_old_connections()
