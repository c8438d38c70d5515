"""The embedded servers of one data folder. `start` makes them ours; `attach_or_start` shares those of a running `make run`."""

import fcntl
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psycopg2
import redis

from .postgres import Postgres
from .secrets import load_or_make_secrets
from .valkey import Valkey

DATABASE = "portal"


class ServicesBusy(RuntimeError):
    """Another process owns the servers of this data folder."""


@dataclass
class RunningServices:
    database_url: str
    redis_url: str
    postgres_bin: Path
    stop: Callable[[], None] = field(repr=False)
    restart_the_dead: Callable[[], list[str]] = field(repr=False, default=list)


def start(data_dir: Path, *, durable: bool = True, wait_seconds: float = 20) -> RunningServices:
    """Start both servers as children of this process. Raises ServicesBusy when their owner does not end within `wait_seconds`."""
    data_dir = prepare(data_dir)
    lock = own(data_dir, wait_seconds)
    secrets = load_or_make_secrets(data_dir)
    postgres = Postgres(data_dir, password=secrets.postgres_password, durable=durable)
    valkey = Valkey(data_dir, password=secrets.valkey_password, durable=durable)

    def stop() -> None:
        _state_file(data_dir).unlink(missing_ok=True)
        valkey.stop()
        postgres.stop()
        lock.close()

    def restart_the_dead() -> list[str]:
        dead = {"PostgreSQL": postgres, "Valkey": valkey}
        dead = {name: server for name, server in dead.items() if server.child.poll() is not None}
        for server in dead.values():
            server.start()  # on its old port, so that every address stays true
        return list(dead)

    try:
        postgres.start()
        postgres.ensure_database(DATABASE)
        valkey.start()
    except BaseException:
        stop()
        raise
    running = RunningServices(postgres.url(DATABASE), valkey.url(), postgres.bin, stop, restart_the_dead)
    _write_state(data_dir, running)
    return running


def attach_or_start(data_dir: Path) -> RunningServices:
    """The servers that already run on this folder, or our own for as long as we live."""
    data_dir = prepare(data_dir)
    deadline = time.monotonic() + 20
    while True:
        if attached := _attach(data_dir):
            return attached
        try:
            return start(data_dir, wait_seconds=0)
        except ServicesBusy:  # their owner is just starting or stopping them
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def prepare(data_dir: Path) -> Path:
    data_dir = data_dir.resolve()
    data_dir.mkdir(parents=True, exist_ok=True)
    return data_dir


def own(data_dir: Path, wait_seconds: float) -> IO[bytes]:
    """The lock goes with its owner, however that one ends (flock(2))."""
    lock = (data_dir / "services.lock").open("wb")
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return lock
        except BlockingIOError:
            if time.monotonic() > deadline:
                lock.close()
                raise ServicesBusy(
                    f"{data_dir} のサーバーは別のコマンドが使っています。終わるのを待ってから、もう一度実行してください"
                ) from None
            time.sleep(0.1)


def _state_file(data_dir: Path) -> Path:
    return data_dir / "services.json"


def _write_state(data_dir: Path, running: RunningServices) -> None:
    path = _state_file(data_dir)
    path.touch(mode=0o600)
    state = {"database_url": running.database_url, "redis_url": running.redis_url, "bin": str(running.postgres_bin)}
    path.write_text(json.dumps(state))


def _attach(data_dir: Path) -> RunningServices | None:
    try:
        state = json.loads(_state_file(data_dir).read_text())
        psycopg2.connect(state["database_url"], connect_timeout=2).close()
        with redis.Redis.from_url(state["redis_url"], socket_timeout=2) as client:
            client.ping()
    except (OSError, ValueError, psycopg2.OperationalError, redis.RedisError):
        return None
    return RunningServices(state["database_url"], state["redis_url"], Path(state["bin"]), stop=lambda: None)
