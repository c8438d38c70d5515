"""Make `.venv` with nothing but a Python: Debian's python3 comes without ensurepip, so pip may have to be fetched first.

Run by the system's Python, so standard library only. PIP_INDEX_URL is honoured as pip does.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
import venv
from pathlib import Path

PIP_WHEEL = "pip-26.2.1-py3-none-any.whl"
PIP_SHA256 = "71138adf1f4ca900cdb7d289c21b7494329f2332b6d85f0e1c42108c0384ed3e"
DEFAULT_INDEX = "https://pypi.org/simple"


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - this very file is how an older Python hears of it
        sys.exit(
            f"Python 3.11 以上が必要です（いまは {sys.version.split()[0]}）。make run PYTHON=python3.12 のように指定できます"
        )
    folder = Path(sys.argv[1])
    try:
        import ensurepip  # noqa: F401

        venv.create(folder, clear=True, with_pip=True, symlinks=True)
    except (ImportError, subprocess.CalledProcessError):
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, clear=True, with_pip=False, symlinks=True)
        install_pip(folder)


def install_pip(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as download:
        wheel = Path(download) / PIP_WHEEL
        wheel.write_bytes(fetch_pip())
        # A wheel is a zip that Python can run: pip installs itself.
        command = [str(folder / "bin" / "python"), f"{wheel}/pip", "install", "--quiet", "--no-index", str(wheel)]
        subprocess.run(command, check=True)


def fetch_pip() -> bytes:
    index = os.environ.get("PIP_INDEX_URL", DEFAULT_INDEX).rstrip("/") + "/pip/"
    with urllib.request.urlopen(index, timeout=60) as answer:
        page = answer.read().decode()
    link = next((link for link in re.findall(r'href="([^"]+)"', page) if PIP_WHEEL in link), None)
    if link is None:
        sys.exit(f"{PIP_WHEEL} が見つかりません。apt install python3-venv のあと、もう一度実行してください")
    with urllib.request.urlopen(urllib.parse.urljoin(index, link), timeout=60) as answer:
        content = answer.read()
    if hashlib.sha256(content).hexdigest() != PIP_SHA256:
        sys.exit(f"{PIP_WHEEL} の中身が違います（SHA-256）。取得元を確かめてください")
    return content


if __name__ == "__main__":
    main()
