import os
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest
from celery import shared_task
from django.conf import settings
from django.db import connection, transaction

from municipalities.tenancy import directory
from municipalities.tenancy.context import current_schema, tenant_context
from municipalities.tenancy.models import PUBLIC_SCHEMA, Municipality, TownState
from municipalities.tenancy.queue import SCHEMA_HEADER, TenantTask, TownRequired, enqueue, send_for_town
from tests.processes import ROOT, wait_for

DELIVER = "notifications.deliver_message_task"
SWEEP = "notifications.sweep_town_outbox_task"
ENQUEUE = f"""
import time, django
django.setup()
from municipalities.tenancy import directory, queue
from municipalities.tenancy.context import tenant_context
from municipalities.tenancy.queue import enqueue
with tenant_context(directory.find_by_schema("gifu_shi")):
    started = time.monotonic()
    enqueue("{SWEEP}")
    print(time.monotonic() - started)
"""

# A web server's worker is a child of a process whose sending thread may have run already.
FORK = f"""
import os, django
django.setup()
from municipalities.tenancy import directory, queue
from municipalities.tenancy.context import tenant_context
with tenant_context(directory.find_by_schema("gifu_shi")):
    queue.enqueue("{SWEEP}")
    queue.flush()
    child = os.fork()
    if not child:
        queue.enqueue("{DELIVER}", outbox_id=3)
        queue.flush()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
"""


@shared_task(base=TenantTask, name="tests.name_schema_task")
def name_schema_task() -> str:
    return current_schema()


@pytest.fixture
def silent_server() -> Iterator[int]:
    """The port of a server that takes connections and says nothing, like a broker that is frozen."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def run_for(schema: str | None) -> str:
    headers = {SCHEMA_HEADER: schema} if schema else None
    return name_schema_task.apply(headers=headers, throw=True).get()


def enqueue_in_a_new_process(**environment: str) -> tuple[float, str]:
    """As a web process does, which has imported no tasks: seconds that it took, and the log."""
    command = [sys.executable, "-c", ENQUEUE]
    environment = {**os.environ, **environment}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return float(done.stdout), done.stderr


def test_enqueue_announces_after_the_commit(committed_town, announced):
    with transaction.atomic():
        enqueue(SWEEP)
        before = announced()
    assert (before, announced()) == ([], [(SWEEP, "gifu_shi", {})])


def test_enqueue_merges_equal_wake_ups(committed_town, announced):
    for _ in range(3):
        enqueue(SWEEP)
        enqueue(DELIVER, outbox_id=1)
    enqueue(DELIVER, outbox_id=2)
    assert announced() == [
        (SWEEP, "gifu_shi", {}),
        (DELIVER, "gifu_shi", {"outbox_id": 1}),
        (DELIVER, "gifu_shi", {"outbox_id": 2}),
    ]


def test_enqueue_after_a_fork_sends_from_the_child(committed_town, announced):
    subprocess.run([sys.executable, "-c", FORK], cwd=ROOT, check=True)
    assert announced() == [(SWEEP, "gifu_shi", {}), (DELIVER, "gifu_shi", {"outbox_id": 3})]


def test_enqueue_announces_nothing_after_a_rollback(committed_town, announced):
    with transaction.atomic():
        enqueue(SWEEP)
        transaction.set_rollback(True)
    assert announced() == []


def test_enqueue_takes_the_schema_of_its_own_moment(committed, announced):
    with transaction.atomic(), tenant_context(directory.find_by_schema("gifu_shi")):
        enqueue(SWEEP)
    assert (current_schema(), announced()) == (PUBLIC_SCHEMA, [(SWEEP, "gifu_shi", {})])


def test_enqueue_refuses_a_name_that_nobody_registered(in_town):
    with pytest.raises(KeyError):
        enqueue("notifications.no_such_task")


def test_enqueue_refuses_arguments_that_the_task_does_not_take(committed_town, announced):
    with pytest.raises(TypeError):
        enqueue(SWEEP, colour="red")
    assert announced() == []


def test_enqueue_knows_the_tasks_where_nobody_imported_them(committed, announced):
    enqueue_in_a_new_process()
    assert announced() == [(SWEEP, "gifu_shi", {})]


def test_enqueue_goes_on_when_the_broker_is_away(committed):
    seconds, log = enqueue_in_a_new_process(REDIS_URL="redis://127.0.0.1:1/0")
    assert (seconds < 2, log.count(f"broker away: {SWEEP} for gifu_shi")) == (True, 1)


@pytest.mark.slow
def test_enqueue_does_not_wait_for_a_frozen_broker(committed, silent_server):
    seconds, log = enqueue_in_a_new_process(REDIS_URL=f"redis://127.0.0.1:{silent_server}/0")
    limit = settings.CELERY_BROKER_TRANSPORT_OPTIONS["socket_timeout"]
    assert (seconds < limit / 2, log.count("broker away")) == (True, 1)


def test_send_for_town_announces_at_once(committed, announced):
    with transaction.atomic():
        send_for_town(SWEEP, directory.find_by_schema("ogaki_shi"))
        assert announced() == [(SWEEP, "ogaki_shi", {})]


def test_task_runs_in_the_schema_of_its_message_and_leaves_it(committed):
    assert (run_for("gifu_shi"), run_for("ogaki_shi"), current_schema()) == ("gifu_shi", "ogaki_shi", PUBLIC_SCHEMA)


@pytest.mark.parametrize("schema", [None, "", PUBLIC_SCHEMA, "no_such_town", "template_municipality"])
def test_task_refuses_to_run_without_a_municipality(committed, schema):
    with pytest.raises(TownRequired):
        run_for(schema)


@pytest.mark.parametrize("state", [TownState.PROVISIONING, TownState.SUSPENDED, TownState.CLOSED])
def test_task_refuses_a_town_that_is_not_open(town, state):
    Municipality.objects.filter(pk=town.pk).update(state=state)
    directory.forget()
    with pytest.raises(TownRequired):
        run_for("gifu_shi")


@pytest.mark.slow
def test_task_begins_with_a_new_connection_where_the_old_one_broke(committed_town, empty_queue, worker):
    enqueue(SWEEP)
    wait_for(lambda: worker.output().count("succeeded") == 1, process=worker)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        assert cursor.fetchone()[0] >= 1  # the worker's; one of an earlier test may still be on its way out
    enqueue(SWEEP)
    wait_for(lambda: "raised" in worker.output() or worker.output().count("succeeded") == 2, process=worker)
    assert worker.output().count("succeeded") == 2
