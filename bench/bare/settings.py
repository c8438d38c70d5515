"""The portal's own settings without tenants: the same templates and middleware, a plain PostgreSQL backend."""

from portal.settings.development import *  # noqa: F403
from portal.settings.development import DATABASES, INSTALLED_APPS, MIDDLEWARE, TEMPLATES

INSTALLED_APPS = [app for app in INSTALLED_APPS if app.startswith("django.contrib.") and "admin" not in app] + [
    "portal"
]
MIDDLEWARE = [m for m in MIDDLEWARE if not m.startswith("municipalities.tenancy")]
DATABASE_ROUTERS: list[str] = []
DATABASES = {"default": {**DATABASES["default"], "ENGINE": "django.db.backends.postgresql"}}
AUTH_USER_MODEL = "auth.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
ROOT_URLCONF = "bench.bare.app"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TEMPLATES = [
    {
        **TEMPLATES[0],
        "OPTIONS": {
            "libraries": {"spoken": "forms_app.templatetags.spoken"},
            "context_processors": ["django.template.context_processors.request", "bench.bare.app.town_page"],
        },
    }
]
