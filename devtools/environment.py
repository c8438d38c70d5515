import os
from pathlib import Path

from .secrets import load_or_make_secrets
from .services import RunningServices

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_DATA_DIR = ROOT / ".data"


def data_dir_from_environment() -> Path:
    return Path(os.environ.get("PORTAL_DATA_DIR", DEFAULT_DATA_DIR)).resolve()


def portal_environment(services: RunningServices, *, data_dir: Path, port: int, smtp_port: int) -> dict[str, str]:
    """What Django, granian and Celery read; the names are those of docs/operations.md."""
    secrets = load_or_make_secrets(data_dir)
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.development",
        "DATABASE_URL": services.database_url,
        "REDIS_URL": services.redis_url,
        "PG_DUMP": str(services.postgres_bin / "pg_dump"),
        "SECRET_KEY": secrets.secret_key,
        "MASTER_KEYS": secrets.master_key,
        "EMAIL_URL": f"smtp://127.0.0.1:{smtp_port}",
        "PORTAL_PORT": str(port),
        "PORTAL_DATA_DIR": str(data_dir),
        "PYTHONUNBUFFERED": "1",
    }
