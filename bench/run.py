"""`python -m bench.run`: print a table, write bench/results/<time>.json.

Rounds of the portal and of the floor alternate (A B A B …) on the same machine, server (granian, one worker) and PostgreSQL;
the figure is the median of the rounds' ratios: floor seconds ÷ portal seconds, 1.0 being as fast as the floor.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from devtools import services
from tests.processes import WebServer

from .client import Client, seconds_of
from .forms import SHORT, WIDE, BenchForm

ROOT = Path(__file__).resolve().parent.parent
TOWN_HOST = "gifu-shi.localhost"
WARM_UP = 50
GOALS = {"home": 0.9, "submit": 0.35}


class BareServer(WebServer):
    def command(self) -> list[str]:
        return [
            part if part != "portal.wsgi:application" else "bench.bare.app:application" for part in super().command()
        ]

    def _answers(self) -> bool:
        try:
            return Client(self.port, "localhost").get("/")[0] == 200
        except OSError:
            return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--requests", type=int, default=30)
    options = parser.parse_args()
    running = services.start(ROOT / ".data" / "bench")
    try:
        with tempfile.TemporaryDirectory() as folder:
            prepare_environment(running, Path(folder))
            results = measure(Path(folder), options.rounds, options.requests)
            statements = count_statements()
    finally:
        running.stop()
    report(results, statements)


def prepare_environment(running: services.RunningServices, folder: Path) -> None:
    os.environ.update(
        DJANGO_SETTINGS_MODULE="portal.settings.development",
        DATABASE_URL=running.database_url,
        REDIS_URL=running.redis_url,
        PG_DUMP=str(running.postgres_bin / "pg_dump"),
        SECRET_KEY="bench-secret-key-bench-secret-key-bench-secret-key-0123",
        MASTER_KEYS="bench:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        EMAIL_URL="smtp://127.0.0.1:1",
        PORTAL_DATA_DIR=str(folder),
    )
    for command in ("upgrade", "seed_demo"):
        subprocess.run([sys.executable, "manage.py", command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    import django

    django.setup()
    create_bare_table()


def create_bare_table() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS bare_application "
            "(id bigserial PRIMARY KEY, receipt text UNIQUE, answers bytea, at timestamptz DEFAULT now())"
        )


def measure(folder: Path, rounds: int, requests: int) -> dict[str, dict[str, float]]:
    portal = WebServer(log=folder / "portal.log", DJANGO_SETTINGS_MODULE="portal.settings.development")
    bare = BareServer(log=folder / "bare.log", DJANGO_SETTINGS_MODULE="bench.bare.settings")
    portal.start()
    bare.start()
    filed = rounds * requests + WARM_UP + 1
    try:
        return {
            "home": compare(get_page(portal, TOWN_HOST, "/"), get_page(bare, "localhost", "/"), rounds, requests),
            "submit": compare(submits(portal, SHORT, filed), posts(bare, "/submit/"), rounds, requests),
            "submit 30": compare(submits(portal, WIDE, filed), posts(bare, "/submit/"), rounds, requests),
            "receipt": compare(receipt_page(portal), get_page(bare, "localhost", "/receipt/"), rounds, requests),
        }
    finally:
        portal.stop()
        bare.stop()


def compare(
    portal: Callable[[int], None], floor: Callable[[int], None], rounds: int, requests: int
) -> dict[str, float]:
    for action in (portal, floor):
        seconds_of(action, WARM_UP)
    seconds = [(seconds_of(portal, requests), seconds_of(floor, requests)) for _ in range(rounds)]
    ratios = sorted(floor_s / portal_s for portal_s, floor_s in seconds)
    return {
        "ratio": statistics.median(ratios),
        "ratio_min": ratios[0],
        "ratio_max": ratios[-1],
        "portal_ms": statistics.median(p for p, _ in seconds) / requests * 1000,
        "floor_ms": statistics.median(f for _, f in seconds) / requests * 1000,
    }


def get_page(server: WebServer, host: str, path: str) -> Callable[[int], None]:
    client = Client(server.port, host)

    def action(_number: int) -> None:
        status, _ = client.get(path)
        assert status == 200, status

    return action


def posts(server: WebServer, path: str) -> Callable[[int], None]:
    client = Client(server.port, "localhost")
    token = csrf_token(client, path)

    def action(_number: int) -> None:
        status, _ = client.post(path, f"csrfmiddlewaretoken={token}&submission_key={uuid4()}")
        assert status == 302, status

    return action


def submits(server: WebServer, asked: BenchForm, number_of_drafts: int) -> Callable[[int], None]:
    """Each call files one draft that is ready: the POST of the check page."""
    from .drafts import ready_drafts

    drafts = iter(ready_drafts(number_of_drafts, asked))
    client = Client(server.port, TOWN_HOST)
    first = next(drafts)
    client.cookies["draft"] = first.cookie
    path = f"/procedures/{asked.slug}/check/"
    token = csrf_token(client, path)

    def action(_number: int) -> None:
        draft = next(drafts)
        client.cookies = {"draft": draft.cookie, "csrftoken": client.cookies["csrftoken"]}
        body = f"csrfmiddlewaretoken={token}&submission_key={draft.key}"
        status, _ = client.post(path, body)
        assert status == 302, status

    return action


def csrf_token(client: Client, path: str) -> str:
    _status, page = client.get(path)
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]


def receipt_page(server: WebServer) -> Callable[[int], None]:
    from .drafts import filed_draft

    client = Client(server.port, TOWN_HOST)
    cookie = filed_draft().cookie

    def action(_number: int) -> None:
        client.cookies = {"draft": cookie}
        status, _ = client.get("/procedures/bench/done/")
        assert status == 200, status

    return action


def count_statements() -> dict[str, int]:
    from .drafts import statements_per_request

    return statements_per_request()


def report(results: dict[str, dict[str, float]], statements: dict[str, int]) -> None:
    print(f"{'':10}{'ratio':>8}{'min':>8}{'max':>8}{'portal ms':>11}{'floor ms':>10}{'goal':>8}{'SQL':>6}")
    for name, r in results.items():
        goal = f"{GOALS[name]:.2f}" if name in GOALS else ""
        row = f"{r['ratio']:8.2f}{r['ratio_min']:8.2f}{r['ratio_max']:8.2f}{r['portal_ms']:11.2f}{r['floor_ms']:10.2f}"
        print(f"{name:10}{row}{goal:>8}{statements[name]:>6}")
    folder = ROOT / "bench" / "results"
    folder.mkdir(exist_ok=True)
    path = folder / f"{datetime.now():%Y%m%d-%H%M%S}.json"
    path.write_text(json.dumps({"results": results, "statements": statements}, indent=2))
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
