import base64
import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Secrets:
    """Random, made once for each data folder, readable by its owner alone."""

    postgres_password: str
    valkey_password: str
    secret_key: str
    master_key: str


def load_or_make_secrets(data_dir: Path) -> Secrets:
    path = data_dir / "secrets.json"
    if path.exists():
        return Secrets(**json.loads(path.read_text()))
    made = Secrets(
        postgres_password=secrets.token_urlsafe(24),
        valkey_password=secrets.token_urlsafe(24),
        secret_key=secrets.token_urlsafe(60),
        master_key="dev:" + base64.b64encode(os.urandom(32)).decode(),
    )
    _write_private(path, json.dumps(asdict(made), indent=2))
    return made


def _write_private(path: Path, text: str) -> None:
    # Whole or not at all: half a file of secrets would lock the data away.
    unfinished = path.with_suffix(".new")
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    unfinished.rename(path)
