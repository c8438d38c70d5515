"""Children that end with their parent, even when the parent is killed with -9."""

import ctypes
import os
import pwd
import signal
import subprocess
from pathlib import Path
from typing import IO, Any

_PR_SET_PDEATHSIG = 1  # prctl(2)
_libc = ctypes.CDLL(None, use_errno=True)


def start_child(
    command: list[str],
    *,
    output: IO[bytes] | int,
    ends_by: signal.Signals = signal.SIGTERM,
    as_user: pwd.struct_passwd | None = None,
    **options: Any,
) -> subprocess.Popen:
    """A child in a session of its own (Ctrl-C reaches only us: we stop children in order) that gets `ends_by` when we die."""
    if as_user:
        options |= {"user": as_user.pw_uid, "group": as_user.pw_gid, "extra_groups": []}
    parent = os.getpid()

    def tie_to_parent() -> None:  # runs after the user was changed, which would clear the setting
        _libc.prctl(_PR_SET_PDEATHSIG, ends_by)
        if os.getppid() != parent:
            os._exit(1)

    return subprocess.Popen(
        command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, start_new_session=True,
        preexec_fn=tie_to_parent, **options,
    )  # fmt: skip


def stop_child(child: subprocess.Popen, *, by: signal.Signals = signal.SIGTERM, seconds: float = 15) -> None:
    if child.poll() is not None:
        return
    child.send_signal(by)
    try:
        child.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def server_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: then `nobody`; else whoever runs us (None)."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def can_enter(folder: Path, user: pwd.struct_passwd) -> bool:
    """Whether a stranger such as `nobody` can pass through every folder above and into this one."""
    return all(part.stat().st_mode & 0o001 or part.stat().st_uid == user.pw_uid for part in [folder, *folder.parents])
