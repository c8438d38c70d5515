"""Fixtures of the whole suite. Servers are real (tests/servers.py); nothing of our own is mocked."""

import shutil
from collections.abc import Callable, Iterator

import pytest
import redis
from django.conf import settings
from django.core import mail
from django.core.cache import caches
from django.db import connection
from django.test import Client

from chatbot.knowledge import current
from devtools.mail_sink import MailSink
from forms_app.models.published import forget_published
from municipalities.notifications.webhooks import forget_receivers
from municipalities.tenancy import directory, queue
from municipalities.tenancy.context import tenant_context
from municipalities.tenancy.models import Municipality
from tests import servers
from tests.processes import Worker

KEPT_TABLES = ("django_migrations", "django_content_type", "auth_permission")
PUBLIC_TABLES = (
    "django_session",
    "tenancy_throttlecounter",
    "audit_auditrecord",
    "prefecture_prefectureoperator",
    "dashboard_unansweredtopic",
)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker) -> Iterator[None]:
    """This process's own database, copied from the template with all 43 schemas."""
    with django_db_blocker.unblock():
        servers.create_database(connection.settings_dict["NAME"])
        yield
        connection.close()
        servers.drop_database(connection.settings_dict["NAME"])
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True)
def _fresh_memory() -> Iterator[None]:
    """What a process remembers must not leak from one test to the next."""
    directory.forget()
    current.forget()
    forget_receivers()
    forget_published()  # a test's version 1 is not the next test's version 1
    for cache in caches.all(initialized_only=True):
        cache.clear()
    yield
    connection.set_schema_to_public()


@pytest.fixture
def prefecture(db) -> Municipality:
    return directory.find_by_schema("public")


@pytest.fixture
def town(db) -> Municipality:
    return directory.find_by_schema("gifu_shi")


@pytest.fixture
def other_town(db) -> Municipality:
    return directory.find_by_schema("ogaki_shi")


@pytest.fixture
def in_town(town) -> Iterator[Municipality]:
    """Inside 岐阜市's schema, in a transaction that is rolled back."""
    with tenant_context(town):
        yield town


@pytest.fixture
def committed(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Transactions are real, for tests with threads or other processes; all rows written are removed afterwards."""
    with django_db_blocker.unblock():
        yield
        connection.set_schema_to_public()
        empty_database()
        connection.close()


@pytest.fixture
def committed_town(committed) -> Iterator[Municipality]:
    town = directory.find_by_schema("gifu_shi")
    with tenant_context(town):
        yield town


@pytest.fixture
def client_of() -> Callable[[Municipality], Client]:
    return lambda town: Client(headers={"host": directory.host_of(town.schema_name)})


@pytest.fixture
def town_client(town, client_of) -> Client:
    return client_of(town)


@pytest.fixture
def other_town_client(other_town, client_of) -> Client:
    return client_of(other_town)


@pytest.fixture
def prefecture_client(prefecture, client_of) -> Client:
    return client_of(prefecture)


@pytest.fixture
def mail_sink(tmp_path, settings) -> Iterator[MailSink]:
    """A true SMTP server on a free port; this process's Django sends there."""
    sink = MailSink(tmp_path / "mail")
    sink.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.smtp_port
    mail.outbox = []
    yield sink
    sink.stop()


@pytest.fixture
def empty_queue() -> Iterator[redis.Redis]:
    """Nothing of another test waits in the broker, and nothing stays."""
    broker = redis.Redis.from_url(settings.REDIS_URL)
    queue.flush()
    broker.flushdb()
    yield broker
    queue.flush()
    broker.flushdb()
    broker.close()


@pytest.fixture
def worker(committed, mail_sink, tmp_path) -> Iterator[Worker]:
    """A real Celery worker process on this process's database and broker."""
    running = Worker(email_port=mail_sink.smtp_port, log=tmp_path / "worker.log")
    running.start()
    yield running
    running.stop()


def empty_database() -> None:
    """TRUNCATE every table that has rows, in the towns and in public; towns themselves stay, as provisioned."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%%I.%%I', schemaname, relname) FROM pg_stat_user_tables "
            "WHERE relname <> ALL(%s) AND schemaname NOT IN ('public', 'template_municipality')",
            [list(KEPT_TABLES)],
        )
        tables = [name for (name,) in cursor.fetchall()]
        cursor.execute(has_rows(tables))
        filled = [tables[number] for (number,) in cursor.fetchall()]
        filled += [f"public.{name}" for name in PUBLIC_TABLES]
        # Numbers go on: a server that outlives the test remembers what a number stood for.
        cursor.execute(f"TRUNCATE {', '.join(filled)} CASCADE")
        cursor.execute(
            "UPDATE public.tenancy_municipality SET state = 'ready', suspension_notice = '', disabled_features = '[]'"
        )


def has_rows(tables: list[str]) -> str:
    return " UNION ALL ".join(f"SELECT {n} WHERE EXISTS (SELECT FROM {table})" for n, table in enumerate(tables))
