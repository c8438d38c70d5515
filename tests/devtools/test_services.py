import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import pytest
import redis

from devtools import services

ROOT = Path(__file__).resolve().parents[2]
OWNER = """
import sys, time
from pathlib import Path
from devtools import services
running = services.start(Path(sys.argv[1]))
print(running.database_url, running.redis_url, flush=True)
time.sleep(600)
"""


class Owner:
    """A process that owns the servers of a folder, as `make run` does."""

    def __init__(self, data_dir: Path):
        command = [sys.executable, "-c", OWNER, str(data_dir)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        self.database_url, self.redis_url = self.process.stdout.readline().split()

    def end(self, by: signal.Signals) -> None:
        self.process.send_signal(by)
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture
def start_owner(tmp_path):
    owners = []

    def start() -> Owner:
        owners.append(Owner(tmp_path / "data"))
        return owners[-1]

    yield start
    for owner in owners:
        if owner.process.poll() is None:
            owner.end(signal.SIGKILL)


def write_mark(database_url: str, redis_url: str) -> None:
    with psycopg2.connect(database_url) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE mark (word text); INSERT INTO mark VALUES ('kept')")
    connection.close()
    redis.Redis.from_url(redis_url).set("mark", "kept")
    time.sleep(1.1)  # the append-only file is flushed each second


def read_mark(running: services.RunningServices) -> tuple[str, bytes]:
    with psycopg2.connect(running.database_url) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT word FROM mark")
        word = cursor.fetchone()[0]
    connection.close()
    return word, redis.Redis.from_url(running.redis_url).get("mark")


def has_end(address: str) -> bool:
    try:
        psycopg2.connect(address, connect_timeout=1).close()
    except psycopg2.OperationalError:
        return True
    return False


def test_data_outlives_a_killed_owner(start_owner, tmp_path):
    owner = start_owner()
    write_mark(owner.database_url, owner.redis_url)
    owner.end(signal.SIGKILL)
    running = services.start(tmp_path / "data")
    try:
        assert read_mark(running) == ("kept", b"kept")
    finally:
        running.stop()


def test_servers_end_with_a_killed_owner(start_owner):
    owner = start_owner()
    owner.end(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while not has_end(owner.database_url) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert has_end(owner.database_url)


def test_second_command_shares_the_servers_of_the_first(start_owner, tmp_path):
    owner = start_owner()
    shared = services.attach_or_start(tmp_path / "data")
    shared.stop()  # not its own: they go on
    assert (shared.database_url, has_end(owner.database_url)) == (owner.database_url, False)


def test_second_owner_is_refused(start_owner, tmp_path):
    start_owner()
    with pytest.raises(services.ServicesBusy):
        services.start(tmp_path / "data", wait_seconds=0)


def test_killed_server_comes_back_on_its_port(tmp_path):
    running = services.start(tmp_path / "data")
    try:
        with psycopg2.connect(running.database_url) as connection, connection.cursor() as cursor:
            cursor.execute("SHOW data_directory")
            pid = int((Path(cursor.fetchone()[0]) / "postmaster.pid").read_text().split()[0])
        connection.close()
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        assert (running.restart_the_dead(), has_end(running.database_url)) == (["PostgreSQL"], False)
    finally:
        running.stop()


def test_servers_ask_for_a_password(tmp_path):
    running = services.start(tmp_path / "data")
    try:
        without = running.database_url.replace(running.database_url.split(":")[2].split("@")[0], "guess")
        assert has_end(without)
        with pytest.raises(redis.AuthenticationError):
            redis.Redis(port=int(running.redis_url.rsplit(":", 1)[1].split("/")[0])).ping()
    finally:
        running.stop()


def test_a_data_folder_deleted_by_hand_begins_anew(tmp_path):
    """Its shelter elsewhere on the disk still holds a cluster, whose password went with the folder."""
    tmp_path.chmod(0o700)
    data_dir = tmp_path / "data"
    services.start(data_dir).stop()
    shutil.rmtree(data_dir)
    running = services.start(data_dir)
    running.stop()
    assert running.database_url.startswith("postgres://portal:")
