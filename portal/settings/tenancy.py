"""THE list: which app lives in which schema."""

SHARED_APPS = [
    "django_tenants",
    "municipalities.tenancy",
    "municipalities.accounts.prefecture",
    "municipalities.audit",
    "portal.dashboard",
    "django.contrib.sessions",
]

TENANT_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.admin",
    "municipalities.accounts",
    "municipalities.audit",
    "municipalities.residents",
    "municipalities.opening",
    "municipalities.notifications",
    "municipalities.calendars",
    "forms_app",
    "chatbot",
]

# Code without tables, used on both sides. unfold must stand before django.contrib.admin to win its templates.
APPS_WITHOUT_TABLES = [
    "portal",
    "unfold",
    "unfold.contrib.filters",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "rest_framework",
    "drf_spectacular",
]

INSTALLED_APPS = list(dict.fromkeys([*APPS_WITHOUT_TABLES, *SHARED_APPS, *TENANT_APPS]))
