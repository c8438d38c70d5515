"""Settings that hold everywhere. What differs comes from the environment (https://12factor.net/config)."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _

from .api import *  # noqa: F403
from .celery import *  # noqa: F403
from .tenancy import INSTALLED_APPS, SHARED_APPS, TENANT_APPS  # noqa: F401
from .unfold import LOGIN_REDIRECT_URL, UNFOLD  # noqa: F401

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()

# --- tenants -------------------------------------------------------------------------------------------------
TENANT_MODEL = "tenancy.Municipality"
TENANT_DOMAIN_MODEL = "tenancy.Domain"
TENANT_LIMIT_SET_CALLS = True
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
ROOT_URLCONF = "portal.urls_tenant"
PUBLIC_SCHEMA_URLCONF = "portal.urls_public"
PREFECTURE = env("PREFECTURE", default="gifu")
PORTAL_DOMAIN = env("PORTAL_DOMAIN", default="localhost")
PG_DUMP = env("PG_DUMP", default="pg_dump")
TENANT_DIRECTORY_SECONDS = 5
# In this process's memory: a page must not hang on a cache server. Keys carry the schema; values live for seconds.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "KEY_FUNCTION": "django_tenants.cache.make_key",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }
}
HOME_CACHE_SECONDS = 10

# --- requests ------------------------------------------------------------------------------------------------
MIDDLEWARE = [
    "municipalities.tenancy.middleware.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "municipalities.tenancy.middleware.TownMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
USE_X_FORWARDED_HOST = False
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.web.context.town_page",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
CSRF_FAILURE_VIEW = "portal.web.errors.csrf_failure"

# --- identity and security -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.StaffUser"
AUTHENTICATION_BACKENDS = ["municipalities.accounts.backends.HostBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [{"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}}]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
RESIDENT_COOKIE_NAME = "resident"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
# The admin theme's Alpine build evaluates attributes: staff pages have a policy of their own (accounts.admin_site).
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF, UNSAFE_EVAL, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "frame-ancestors": [SELF],
}

# --- maps ----------------------------------------------------------------------------------------------------
# Pictures come from this host, on pages that ask for a place, when the resident opens the map. Empty: no map.
MAP_TILE_URL = env("MAP_TILE_URL", default="https://cyberjapandata.gsi.go.jp/xyz/pale/{z}/{x}/{y}.png")
MAP_TILE_CREDIT = env("MAP_TILE_CREDIT", default="地理院タイル（国土地理院）")
MAP_TILE_CREDIT_URL = env("MAP_TILE_CREDIT_URL", default="https://maps.gsi.go.jp/development/ichiran.html")

# --- search of the questions and answers ---------------------------------------------------------------------
# none, use or e5: what compares sentences by their meaning (docs/adr/0009). Empty folder: each process keeps its own index.
FAQ_ENCODER = env("FAQ_ENCODER", default="use")
CHAT_SKILL_SECONDS = env.float("CHAT_SKILL_SECONDS", default=8.0)
KNOWLEDGE_ROOT = env("KNOWLEDGE_ROOT", default="")

# --- language and time ---------------------------------------------------------------------------------------
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", _("日本語"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True
USE_I18N = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- files ---------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# --- messages out --------------------------------------------------------------------------------------------
EMAIL_TIMEOUT = 10
OUTBOX_LEASE_SECONDS = 60
WEBHOOK_PORTS = [80, 443]
WEBHOOKS_MAY_BE_INTERNAL = (
    False  # true for development only: a town's administrator would look into the prefecture's network
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
