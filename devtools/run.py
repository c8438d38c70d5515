"""`make run`: servers, migrations, demo data, then web, worker and beat, until Ctrl-C."""

import argparse
import json
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from . import ports
from .environment import ROOT, data_dir_from_environment, portal_environment
from .mail_page import serve_mail_page
from .mail_sink import MailSink
from .processes import start_child, stop_child
from .services import RunningServices, ServicesBusy, prepare, start

PYTHON = sys.executable
GRANIAN = [
    "--interface",
    "wsgi",
    "--host",
    "127.0.0.1",
    "--workers",
    "2",
    "--blocking-threads",
    "4",
    "--respawn-failed-workers",
]


class CannotRun(RuntimeError):
    """A sentence for the person at the terminal."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts what runs in the background deaf to it
    try:
        with ExitStack() as stack:
            run(stack, data_dir=prepare(data_dir_from_environment()), port=port)
    except (CannotRun, ServicesBusy) as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("止めました。データは残っています（make run で続き、make reset で最初から）")
    return 0


def run(stack: ExitStack, *, data_dir: Path, port: int) -> None:
    began = time.monotonic()
    require_free_ports(port)
    with step("PostgreSQL と Valkey を起動"):
        services = start(data_dir)
        stack.callback(services.stop)
    with step("メールの受け皿を用意"):
        sink = MailSink(data_dir / "mail")
        sink.start()
        stack.callback(sink.stop)
        stack.callback(serve_mail_page(sink, mail_port(port)).shutdown)
    environment = portal_environment(services, data_dir=data_dir, port=port, smtp_port=sink.smtp_port)
    with step("データベースを最新に（市町村の準備を含む）"):
        manage(environment, "upgrade")
    with step("見本のデータを用意"):
        manage(environment, "seed_demo")
    with step("Web、ワーカー、定期実行を起動"):
        children = {
            name: Child(name, command, environment, data_dir) for name, command in commands(port, data_dir).items()
        }
        for child in children.values():
            stack.callback(child.stop)
            child.start()
        await_portal(port, children["web"])
    print_addresses(data_dir, port, seconds=time.monotonic() - began)
    watch(services, list(children.values()))


def require_free_ports(port: int) -> None:
    for needed in (port, mail_port(port)):
        if not ports.is_free(needed):
            raise CannotRun(
                f"ポート {needed} は使われています。別のポートで始めるには: make run PORT={9000 if port != 9000 else 9100}"
            )


def mail_port(port: int) -> int:
    return port + 25


@contextmanager
def step(what: str) -> Iterator[None]:
    print(f"  … {what}", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print()
        raise
    print(f"\r  ✓ {what}（{time.monotonic() - began:.1f} 秒）", flush=True)


def manage(environment: dict[str, str], *arguments: str) -> None:
    child = start_child([PYTHON, "manage.py", *arguments], output=subprocess.PIPE, cwd=ROOT, env=environment)
    try:
        output, _ = child.communicate()
    finally:
        stop_child(child)
    if child.returncode:
        raise CannotRun(f"manage.py {' '.join(arguments)} に失敗しました:\n{output.decode(errors='replace')[-3000:]}")


def commands(port: int, data_dir: Path) -> dict[str, list[str]]:
    celery = [PYTHON, "-m", "celery", "-A", "portal"]
    return {
        "web": [PYTHON, "-m", "granian", *GRANIAN, "--port", str(port), "portal.wsgi:application"],
        "worker": [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO"],
        "beat": [*celery, "beat", "--schedule", str(data_dir / "beat"), "--pidfile", "", "--loglevel", "INFO"],
    }


class Child:
    """One process of the portal, its output in `<data>/<name>.log`."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str], data_dir: Path):
        self.name = name
        self.command = command
        self.environment = environment
        self.log = data_dir / f"{name}.log"

    def start(self) -> None:
        with self.log.open("ab") as output:
            self.process = start_child(self.command, output=output, cwd=ROOT, env=self.environment)

    def stop(self) -> None:
        stop_child(self.process)

    def is_dead(self) -> bool:
        return self.process.poll() is not None

    def end_of_log(self) -> str:
        return self.log.read_text(errors="replace")[-2000:]


def await_portal(port: int, web: Child, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not _is_alive(port):
        if web.is_dead() or time.monotonic() > deadline:
            raise CannotRun(f"Web サーバーが起動しませんでした:\n{web.end_of_log()}")
        time.sleep(0.1)


def _is_alive(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def print_addresses(data_dir: Path, port: int, *, seconds: float) -> None:
    logins = json.loads((data_dir / "demo_logins.json").read_text(encoding="utf-8"))
    print(f"\n準備ができました（{seconds:.1f} 秒）。Ctrl-C で止まります。\n")
    print(f"  県のページ        http://localhost:{port}/")
    print(
        f'  岐阜市のページ    http://gifu-shi.localhost:{port}/ （42 市町村: make manage ARGS="list_municipalities"）'
    )
    print(f"  届いたメール      http://localhost:{mail_port(port)}/\n")
    print("  見本のログイン（管理画面）")
    for login in logins:
        print(f"    {login['name']:<14} {login['url']}  {login['username']} / {login['password']}")
    print(f"\n  記録: {data_dir}/web.log worker.log beat.log", flush=True)


def watch(services: RunningServices, children: list[Child]) -> None:
    """Whatever dies is started again, until somebody stops us."""
    while True:
        time.sleep(1)
        for name in services.restart_the_dead():
            print(f"{name} が止まったので、起動し直しました", flush=True)
        for child in children:
            if child.is_dead():
                child.start()
                print(f"{child.name} が止まったので、起動し直しました（{child.log.name}）", flush=True)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
