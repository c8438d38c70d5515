"""Production starts with sound values only, and names the one that is not."""

import os
import subprocess
import sys

import pytest

from tests.processes import ROOT

SOUND = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "SECRET_KEY": "a-sound-secret-0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ-9876543210",
    "MASTER_KEYS": "2026a:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    "ALLOWED_HOSTS": "portal.pref.example.jp,.portal.pref.example.jp",
    "PORTAL_DOMAIN": "portal.pref.example.jp",
    "DATABASE_URL": "postgres://portal:secret@127.0.0.1:5432/portal",
    "REDIS_URL": "redis://:secret@127.0.0.1:6379/0",
    "MEDIA_ROOT": "/var/lib/portal/media",
    "KNOWLEDGE_ROOT": "/var/lib/portal/knowledge",
    "EMAIL_URL": "smtp+tls://user:secret@mail.example.jp:587",
    "DEFAULT_FROM_EMAIL": "portal@pref.example.jp",
}


def manage(*arguments: str, **changed: str | None) -> subprocess.CompletedProcess:
    environment = {"PATH": os.environ["PATH"], **SOUND, **changed}
    environment = {name: value for name, value in environment.items() if value is not None}
    command = [sys.executable, "-W", "error::UserWarning:django", "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_production_passes_the_deployment_check():
    done = manage("check", "--deploy", "--fail-level", "INFO")
    assert (done.returncode, "no issues" in done.stdout) == (0, True), done.stderr


@pytest.mark.parametrize("name", [name for name in SOUND if name != "DJANGO_SETTINGS_MODULE"])
def test_production_refuses_to_start_without_a_value_and_names_it(name):
    done = manage("check", **{name: None})
    assert (done.returncode, f"{name} is missing" in done.stderr) == (1, True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "django-insecure-" + "x" * 60),
        ("SECRET_KEY", "a" * 60),
        ("ALLOWED_HOSTS", "*"),
        ("MASTER_KEYS", "no-colon"),
        ("MASTER_KEYS", "2026a:dG9vIHNob3J0"),
        ("DATABASE_URL", "sqlite:///portal.db"),
        ("REDIS_URL", "memory://"),
    ],
)
def test_production_refuses_to_start_with_an_unsafe_value_and_names_it(name, value):
    done = manage("check", **{name: value})
    assert (done.returncode, f"{name} is unsafe" in done.stderr) == (1, True), done.stderr[-300:]


def test_production_serves_secure_cookies():
    script = (
        "import django; django.setup(); from django.conf import settings as s; "
        "print(s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_NAME, s.DEBUG, s.DEMO)"
    )
    environment = {"PATH": os.environ["PATH"], **SOUND}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "True", "True", "__Host-sessionid", "False", "False"]
