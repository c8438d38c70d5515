"""Real processes of the portal for tests: a worker, a web server, on the database of this test process."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class PortalProcess:
    """A child with the environment of this test process, its output in `log`."""

    def __init__(self, *, log: Path, **environment: str):
        self.log = log
        self.environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test", **environment}
        self.process: subprocess.Popen | None = None

    def command(self) -> list[str]:
        raise NotImplementedError

    def wait_until_ready(self) -> None:
        raise NotImplementedError

    def start(self) -> None:
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command(), cwd=ROOT, env=self.environment, stdout=output, stderr=output, start_new_session=True
            )
        self.wait_until_ready()

    def kill(self) -> None:
        """kill -9, children included: nobody gets to tidy up."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def ends_within(self, seconds: float) -> bool:
        try:
            self.process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.kill()

    def output(self) -> str:
        return self.log.read_text(errors="replace")


class Worker(PortalProcess):
    def __init__(self, *, email_port: int, log: Path, concurrency: int = 1, **environment: str):
        super().__init__(log=log, EMAIL_URL=f"smtp://127.0.0.1:{email_port}", **environment)
        self.concurrency = concurrency

    def command(self) -> list[str]:
        options = [
            "worker",
            "--pool",
            "prefork",
            "--concurrency",
            str(self.concurrency),
            "--without-mingle",
            "--without-gossip",
        ]
        return [sys.executable, "-m", "celery", "-A", "portal", *options, "--loglevel", "INFO"]

    def wait_until_ready(self) -> None:
        wait_for(lambda: " ready." in self.output(), process=self)


class WebServer(PortalProcess):
    """granian, as in production, on a free port of the loopback."""

    def __init__(self, *, log: Path, workers: int = 1, **environment: str):
        self.port = free_port()
        self.workers = workers
        super().__init__(log=log, PORTAL_PORT=str(self.port), **environment)

    def command(self) -> list[str]:
        options = [
            "--interface",
            "wsgi",
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
            "--workers",
            str(self.workers),
        ]
        return [sys.executable, "-m", "granian", *options, "--blocking-threads", "4", "portal.wsgi:application"]

    def url(self, host: str, path: str = "/") -> str:
        return f"http://{host}:{self.port}{path}"

    def wait_until_ready(self) -> None:
        wait_for(self._answers, process=self)

    def _answers(self) -> bool:
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2).status == 200
        except (urllib.error.URLError, OSError):
            return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(condition, *, seconds: float = 60, process: PortalProcess | None = None) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if process and process.process and process.process.poll() is not None:
            raise AssertionError(f"the process ended:\n{process.output()[-3000:]}")
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds} s in vain\n{process.output()[-3000:] if process else ''}")
        time.sleep(0.05)
