"""The suite's real servers, started before Django reads its settings (a pytest plugin: `-p tests.servers`).

One PostgreSQL and one Valkey for all test processes. The database of each process is copied from a template database, built
once for each state of migrations and models: 43 schemas in a second instead of in fifteen.
TEST_DATABASE_URL (a superuser's) and TEST_REDIS_URL name servers of your own instead.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "main")
# Two runs side by side on the same servers must not meet; workers inherit the number of their run.
RUN = int(os.environ.setdefault("TEST_RUN", str(os.getpid())))
REDIS_DATABASES = 16
SOURCES_OF_THE_SCHEMA = (
    "**/migrations/*.py",
    "**/models.py",
    "**/models/*.py",
    "**/prefectures/*.json",
    "**/provisioning.py",
)


def start_servers():
    """Start what the environment does not name, and hand the addresses to this process and its children by environment."""
    if "TEST_DATABASE_URL" in os.environ:
        return None
    from devtools import services  # not needed where the servers are the caller's own

    running = services.start(ROOT / ".data" / "test", durable=False)
    os.environ["TEST_DATABASE_URL"] = running.database_url
    os.environ["TEST_REDIS_URL"] = running.redis_url
    os.environ["PG_DUMP"] = str(running.postgres_bin / "pg_dump")
    return running


def address_this_process() -> None:
    number = int(PROCESS.removeprefix("gw")) + 1 if PROCESS.startswith("gw") else 0
    os.environ["DATABASE_URL"] = database_url(f"test_{RUN}_{PROCESS}")
    os.environ["REDIS_URL"] = urlunsplit(
        urlsplit(os.environ["TEST_REDIS_URL"])._replace(path=f"/{(RUN + number) % REDIS_DATABASES}")
    )
    os.environ["MEDIA_ROOT"] = tempfile.mkdtemp(prefix=f"media-{PROCESS}-")


def database_url(name: str) -> str:
    return urlunsplit(urlsplit(os.environ["TEST_DATABASE_URL"])._replace(path=f"/{name}"))


def template_name() -> str:
    digest = hashlib.sha256()
    for pattern in SOURCES_OF_THE_SCHEMA:
        for path in sorted(ROOT.glob(pattern)):
            if ".venv" not in path.parts:
                digest.update(path.read_bytes())
    return f"template_{digest.hexdigest()[:16]}"


def ensure_template() -> str:
    name = template_name()
    with administrator() as cursor:
        # Two pytest processes may start at once: the second waits for the first one's template.
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            build_template(cursor, name)
    return name


def build_template(cursor, name: str) -> None:
    building = f"{name}_building"
    cursor.execute(f"DROP DATABASE IF EXISTS {building} WITH (FORCE)")
    cursor.execute(f"CREATE DATABASE {building}")
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(building),
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
    }
    subprocess.run([sys.executable, "manage.py", "upgrade"], cwd=ROOT, env=environment, check=True, capture_output=True)
    cursor.execute(f"ALTER DATABASE {building} RENAME TO {name}")


def create_database(name: str) -> None:
    template = ensure_template()
    with administrator() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


def drop_database(name: str) -> None:
    with administrator() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


class administrator:
    """A cursor outside any transaction on the maintenance database."""

    def __enter__(self):
        self.connection = psycopg2.connect(database_url("postgres"))
        self.connection.autocommit = True
        return self.connection.cursor()

    def __exit__(self, *exc_info: object) -> None:
        self.connection.close()


SERVERS = start_servers()
address_this_process()


def pytest_unconfigure() -> None:
    if SERVERS is not None:
        SERVERS.stop()
