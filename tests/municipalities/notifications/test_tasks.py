"""The tasks in a real worker, also in one that dies."""

import os
import re
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from celery import current_app
from django.conf import settings
from django.db import connection

from municipalities.notifications import tasks
from municipalities.notifications.models import OutboxMessage
from municipalities.tenancy import queue
from municipalities.tenancy.queue import SCHEMA_HEADER, send_for_town
from tests.processes import ROOT, Worker, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("empty_queue")]
LEASE = timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
SUCCEEDED = re.compile(r"deliver_message_task\[[^\]]+\] succeeded")
POST = """
import django
django.setup()
from municipalities.notifications.message import Message
from municipalities.notifications.services import Outgoing, post_messages
from municipalities.tenancy import directory
from municipalities.tenancy.context import tenant_context
with tenant_context(directory.find_by_schema("gifu_shi")):
    post_messages([Outgoing("email", "hanako@example.jp", Message("受付", "受け付けました。"), "test:1")])
"""


class DyingWorker(Worker):
    def command(self) -> list[str]:
        command = super().command()
        command[command.index("portal")] = "tests.municipalities.notifications.dying_worker"
        return command


@pytest.fixture
def start_worker(committed_town, tmp_path) -> Iterator[Callable[..., Worker]]:
    """Start workers at the time the test chooses; all are gone after it."""
    started: list[Worker] = []

    def start(kind: type[Worker], *, email_port: int, **environment: str) -> Worker:
        worker = kind(email_port=email_port, log=tmp_path / f"worker-{len(started)}.log", **environment)
        started.append(worker)
        worker.start()
        return worker

    yield start
    for worker in started:
        worker.kill()


@pytest.fixture
def dying_worker(start_worker, mail_sink) -> Callable[[str], Worker]:
    """A worker that dies at the named moment."""
    return lambda moment: start_worker(DyingWorker, email_port=mail_sink.smtp_port, WORKER_DIES=moment)


@pytest.fixture
def worker_later(start_worker, mail_sink) -> Callable[[], Worker]:
    """The worker that comes after the dead one."""
    return lambda: start_worker(Worker, email_port=mail_sink.smtp_port)


@pytest.fixture
def mail_server_of_drops() -> Iterator[int]:
    """The port of a server whose greeting goes on for ever, each line well within EMAIL_TIMEOUT."""

    class Drip(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            while not over.wait(0.2):
                self.request.sendall(b"220-mail.localhost\r\n")

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

        def handle_error(self, request, client_address) -> None:
            """The client hung up, as it should."""

    over = threading.Event()
    with Server(("127.0.0.1", 0), Drip) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        over.set()
        server.shutdown()


def sweep_until(condition: Callable[[], bool]) -> None:
    """What beat does every ten seconds."""

    def swept() -> bool:
        current_app.send_task(tasks.sweep_outbox_task.name)
        time.sleep(0.2)
        return condition()

    wait_for(swept)


def is_sent(row: OutboxMessage) -> Callable[[], bool]:
    return lambda: OutboxMessage.objects.filter(pk=row.pk, state="sent").exists()


def test_posted_mail_leaves_without_a_sweep(committed_town, worker, post, mail_sink):
    row = post("hanako@example.jp")
    wait_for(is_sent(row), process=worker)
    assert [mail["To"] for mail in mail_sink.messages()] == ["hanako@example.jp"]


def test_mail_announced_twice_leaves_once(committed_town, worker, post, mail_sink):
    first, last = post("hanako@example.jp"), post("taro@example.jp")
    for row in (first, first, last):
        send_for_town(tasks.deliver_message_task.name, committed_town, outbox_id=row.pk)
    wait_for(lambda: len(SUCCEEDED.findall(worker.output())) >= 3, process=worker)
    wait_for(is_sent(last), process=worker)
    assert sorted(mail["To"] for mail in mail_sink.messages()) == ["hanako@example.jp", "taro@example.jp"]


def test_mail_posted_while_the_broker_was_away_is_swept(committed_town, announced, mail_sink, worker):
    environment = {**os.environ, "REDIS_URL": "redis://127.0.0.1:1/0"}
    subprocess.run([sys.executable, "-c", POST], cwd=ROOT, env=environment, check=True, capture_output=True)
    row = OutboxMessage.objects.get()
    assert (row.state, announced()) == ("pending", [])
    sweep_until(is_sent(row))
    assert [mail["To"] for mail in mail_sink.messages()] == ["hanako@example.jp"]


def test_worker_killed_before_acceptance_leaves_exactly_one_mail(
    committed_town, dying_worker, post, mail_sink, let_time_pass, worker_later
):
    dying = dying_worker("before")
    row = post()
    dying.process.wait(timeout=30)
    let_time_pass(row, LEASE)
    worker_later()
    sweep_until(is_sent(row))
    row.refresh_from_db()
    assert (len(mail_sink.messages()), row.attempts) == (1, 2)


def test_worker_killed_after_acceptance_leaves_a_copy_with_the_same_message_id(
    committed_town, dying_worker, post, mail_sink, let_time_pass, worker_later
):
    dying = dying_worker("after")
    row = post()
    dying.process.wait(timeout=30)
    let_time_pass(row, LEASE)
    worker_later()
    sweep_until(is_sent(row))
    expected = f"<{row.public_id}.gifu_shi@localhost>"
    assert [mail["Message-ID"] for mail in mail_sink.messages()] == [expected, expected]


def test_child_killed_leaves_the_lease_to_decide(
    committed_town, dying_worker, post, mail_sink, let_time_pass, worker_later
):
    dying = dying_worker("child")
    row = post()
    # The broker delivers again at once; nothing is to be done then.
    wait_for(lambda: SUCCEEDED.search(dying.output()), process=dying)
    row.refresh_from_db()
    assert (row.state, row.attempts, mail_sink.messages()) == ("pending", 1, [])
    dying.kill()
    let_time_pass(row, LEASE)
    worker_later()
    sweep_until(is_sent(row))
    assert len(mail_sink.messages()) == 1


def test_mail_server_that_never_ends_is_left_in_time(
    committed_town, post, empty_queue, start_worker, mail_server_of_drops
):
    row = post()
    queue.flush()
    empty_queue.flushdb()  # its own announcement carries the long limit
    tasks.deliver_message_task.apply_async(
        kwargs={"outbox_id": row.pk}, headers={SCHEMA_HEADER: "gifu_shi"}, soft_time_limit=1
    )
    worker = start_worker(Worker, email_port=mail_server_of_drops)
    wait_for(lambda: OutboxMessage.objects.exclude(last_error="").exists(), process=worker, seconds=10)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.last_error) == ("pending", 1, "SoftTimeLimitExceeded")


def test_worker_gives_up_before_its_lease_runs_out():
    assert tasks.deliver_message_task.soft_time_limit < settings.OUTBOX_LEASE_SECONDS <= 60


def test_sweep_announces_to_open_towns_only_those_with_due_messages(committed_town, announced, post):
    post()
    queue.flush()
    current_app.control.purge()
    connection.set_schema_to_public()
    tasks.sweep_outbox_task.apply(throw=True)
    assert announced() == [("notifications.sweep_town_outbox_task", "gifu_shi", {})]
