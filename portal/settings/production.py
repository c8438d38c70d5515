"""Production: everything that differs comes from the environment; a missing or unsafe value is named and stops the start."""

from . import from_environment
from .base import *  # noqa: F403
from .base import BASE_DIR, env
from .from_environment import required

DEBUG = False
DEMO = False
SECRET_KEY = required(
    "SECRET_KEY", reason="a random secret of 50 characters or more", is_safe=from_environment.is_random_secret
)
MASTER_KEYS = required(
    "MASTER_KEYS",
    reason="<key id>:<base64 of 32 bytes>, comma separated, the current one first",
    is_safe=from_environment.is_list_of_keys,
).split(",")
ALLOWED_HOSTS = required(
    "ALLOWED_HOSTS",
    reason="the prefecture's host and .its-domain, comma separated, never '*'",
    is_safe=from_environment.names_hosts,
).split(",")
PORTAL_DOMAIN = required("PORTAL_DOMAIN", reason="the prefecture's host name, e.g. portal.pref.example.jp")
DATABASES = {
    "default": {
        **env.db_url_config(
            required(
                "DATABASE_URL",
                reason="postgres://user:password@host:5432/name",
                is_safe=from_environment.begins_with("postgres", "postgresql"),
            )
        ),
        "ENGINE": "municipalities.tenancy.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
REDIS_URL = required(
    "REDIS_URL",
    reason="redis://:password@host:6379/0",
    is_safe=from_environment.begins_with("redis", "rediss", "unix"),
)
CELERY_BROKER_URL = REDIS_URL
MEDIA_ROOT = required("MEDIA_ROOT", reason="the folder of the (encrypted) attachments")
KNOWLEDGE_ROOT = required("KNOWLEDGE_ROOT", reason="a folder for what all processes read of the questions and answers")
vars().update(env.email_url_config(required("EMAIL_URL", reason="smtp+tls://user:password@host:587")))
DEFAULT_FROM_EMAIL = required("DEFAULT_FROM_EMAIL", reason="the sender of the portal's mail")
PORTAL_SCHEME = "https"
PORTAL_PORT = 443
STATIC_ROOT = env("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
RESIDENT_COOKIE_NAME = "__Host-resident"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
