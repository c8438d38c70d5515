"""`make run`: the embedded services, plain http on localhost."""

from .base import *  # noqa: F403
from .base import BASE_DIR, env

DEBUG = False
SECRET_KEY = env("SECRET_KEY")
MASTER_KEYS = env.list("MASTER_KEYS")
ALLOWED_HOSTS = [".localhost", "127.0.0.1"]
DATABASES = {
    "default": {
        **env.db("DATABASE_URL"),
        "ENGINE": "municipalities.tenancy.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
REDIS_URL = env("REDIS_URL")
CELERY_BROKER_URL = REDIS_URL
PORTAL_PORT = env.int("PORTAL_PORT", default=8000)
PORTAL_SCHEME = "http"
DATA_DIR = env.path("PORTAL_DATA_DIR", default=BASE_DIR / ".data")
MEDIA_ROOT = DATA_DIR("media")
KNOWLEDGE_ROOT = DATA_DIR("knowledge")
vars().update(env.email_url("EMAIL_URL", default="smtp://127.0.0.1:8025"))
DEFAULT_FROM_EMAIL = "portal@mail.localhost"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
DEMO = True
WEBHOOK_PORTS = range(1, 65536)
WEBHOOKS_MAY_BE_INTERNAL = True
