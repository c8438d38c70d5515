"""`make manage ARGS="…"`: any management command against the embedded servers, started for its duration if need be."""

import os
import subprocess
import sys

from .environment import ROOT, data_dir_from_environment, portal_environment
from .services import ServicesBusy, attach_or_start


def main() -> int:
    data_dir = data_dir_from_environment()
    try:
        services = attach_or_start(data_dir)
    except ServicesBusy as busy:
        print(busy, file=sys.stderr)
        return 1
    port = int(os.environ.get("PORT", "8000"))
    environment = portal_environment(services, data_dir=data_dir, port=port, smtp_port=port + 25)
    try:
        return subprocess.run(
            [sys.executable, "manage.py", *sys.argv[1:]], cwd=ROOT, env=environment, check=False
        ).returncode
    except KeyboardInterrupt:
        return 130
    finally:
        services.stop()


if __name__ == "__main__":
    sys.exit(main())
