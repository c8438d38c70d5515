"""The suite: real servers, started by tests/conftest.py, which sets the environment before Django reads this."""

from .base import *  # noqa: F403
from .base import env

DEBUG = False
DEMO = False
SECRET_KEY = "test-only-secret-key-that-is-long-enough-for-every-check-0123456789"
MASTER_KEYS = ["test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="]
ALLOWED_HOSTS = [".localhost", "127.0.0.1", "testserver"]
DATABASES = {
    "default": {
        **env.db("DATABASE_URL", default="postgres://portal@127.0.0.1:1/portal"),
        "ENGINE": "municipalities.tenancy.postgresql",
        "CONN_MAX_AGE": 0,
    }
}
REDIS_URL = env("REDIS_URL", default="redis://127.0.0.1:1/0")
CELERY_BROKER_URL = REDIS_URL
PORTAL_SCHEME = "http"
PORTAL_PORT = env.int("PORTAL_PORT", default=80)
MEDIA_ROOT = env("MEDIA_ROOT", default="/nonexistent")
FAQ_ENCODER = env("FAQ_ENCODER", default="none")
TENANT_DIRECTORY_SECONDS = env.int("TENANT_DIRECTORY_SECONDS", default=5)
HOME_CACHE_SECONDS = env.int("HOME_CACHE_SECONDS", default=10)
CHAT_SKILL_SECONDS = 120.0  # a busy machine proves nothing about a skill
vars().update(env.email_url("EMAIL_URL", default="smtp://127.0.0.1:1"))
DEFAULT_FROM_EMAIL = "portal@mail.localhost"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
