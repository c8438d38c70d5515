import http.client
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import ROOT, free_port, wait_for

# One process runs them all, one after the other, on one data folder: the first start is the long one.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("make run")]


class Run:
    """`make run` without the make."""

    def __init__(self, data_dir: Path, port: int):
        self.port = port
        self.log = data_dir.with_suffix(".log")
        environment = {"PATH": os.environ["PATH"], "PORTAL_DATA_DIR": str(data_dir), "LANG": "C.UTF-8"}
        command = [sys.executable, "-m", "devtools.run", "--port", str(port)]
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)

    def output(self) -> str:
        return self.log.read_text()

    def await_ready(self) -> None:
        wait_for(lambda: "記録:" in self.output() or self.process.poll() is not None, seconds=120)
        assert self.process.poll() is None, self.output()

    def end(self, by: signal.Signals) -> int:
        self.process.send_signal(by)
        return self.process.wait(timeout=60)

    def status_at(self, host: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", "/", headers={"Host": f"{host}:{self.port}"})
        return connection.getresponse().status


def slugs() -> list[str]:
    facts = json.loads((ROOT / "municipalities/tenancy/prefectures/gifu.json").read_text())
    return [town["slug"] for town in facts["municipalities"]]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("run") / "data"


@pytest.fixture
def start_run(data_dir):
    runs = []

    def start() -> Run:
        runs.append(Run(data_dir, free_port()))
        return runs[-1]

    yield start
    for run in runs:
        if run.process.poll() is None:
            run.end(signal.SIGINT)


def test_run_serves_43_hosts_and_ends_cleanly_on_interrupt(start_run):
    run = start_run()
    run.await_ready()
    hosts = ["localhost", *(f"{slug}.localhost" for slug in slugs())]
    answers = {host: run.status_at(host) for host in hosts}
    assert (len(hosts), set(answers.values())) == (43, {200})
    assert run.end(signal.SIGINT) == 0
    assert "止めました" in run.output()


def test_run_recovers_after_kill(start_run):
    first = start_run()
    first.await_ready()
    first.end(signal.SIGKILL)
    second = start_run()
    second.await_ready()
    assert second.status_at("gifu-shi.localhost") == 200


def test_run_names_another_port_when_its_own_is_taken(start_run):
    first = start_run()
    first.await_ready()
    second = Run(first.log.with_name("other"), first.port)
    assert (second.process.wait(timeout=30), "make run PORT=9000" in second.output()) == (1, True)
