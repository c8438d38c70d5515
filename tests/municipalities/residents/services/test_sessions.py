from datetime import timedelta

import pytest
from django.utils import timezone

from municipalities.residents.models import LoginCode, ResidentSession
from municipalities.residents.services.codes import issue_code
from municipalities.residents.services.sessions import (
    end_every_session,
    end_session,
    forget_overdue,
    resident_of_token,
    start_session,
)
from municipalities.residents.tasks import forget_overdue_logins_task
from municipalities.tenancy.context import tenant_context
from tests.factories import residents


@pytest.fixture
def hanako(in_town):
    return residents.resident()


def age(session: ResidentSession, by: timedelta) -> None:
    times = {name: getattr(session, name) - by for name in ("started_at", "expires_at")}
    ResidentSession.objects.filter(pk=session.pk).update(**times)


def test_token_opens_the_session_and_is_not_in_the_database(hanako):
    started = start_session(resident=hanako, is_kept=False)
    assert (resident_of_token(started.token), resident_of_token("")) == (hanako, None)
    assert started.token not in str(ResidentSession.objects.values().get())


@pytest.mark.parametrize(
    ("is_kept", "lasts", "is_over"),
    [(False, timedelta(hours=3, minutes=59), timedelta(hours=4)), (True, timedelta(days=29), timedelta(days=30))],
)
def test_session_lasts_as_long_as_was_chosen(hanako, is_kept, lasts, is_over):
    started = start_session(resident=hanako, is_kept=is_kept)
    age(started.session, lasts)
    assert resident_of_token(started.token) == hanako
    started.session.refresh_from_db()
    age(started.session, is_over - lasts)
    assert resident_of_token(started.token) is None


def test_log_in_on_the_same_device_ends_the_session_before(hanako):
    first = start_session(resident=hanako, is_kept=True).token
    second = start_session(resident=hanako, is_kept=True, former_token=first).token
    assert [resident_of_token(token) for token in (first, second)] == [None, hanako]


def test_log_out_ends_one_and_log_out_everywhere_all(hanako):
    tokens = [start_session(resident=hanako, is_kept=True).token for _ in range(3)]
    end_session(token=tokens[0])
    assert [resident_of_token(token) for token in tokens] == [None, hanako, hanako]
    issue_code(address="new@example.jp", resident=hanako)
    assert (end_every_session(resident=hanako), LoginCode.objects.count()) == (2, 0)


def test_token_of_one_town_is_nobody_at_another(town, other_town):
    with tenant_context(town):
        token = start_session(resident=residents.resident(), is_kept=True).token
    with tenant_context(other_town):
        row = ResidentSession(resident=residents.resident(), started_at=timezone.now())
        with tenant_context(town):
            row.digest = ResidentSession.objects.get().digest
        row.expires_at = timezone.now() + timedelta(days=1)
        row.save()  # copied over by whoever has the database
        assert resident_of_token(token) is None


def test_sessions_and_codes_whose_time_is_over_are_forgotten(hanako):
    old, living = (start_session(resident=hanako, is_kept=False) for _ in range(2))
    age(old.session, timedelta(hours=5))
    row, _code = issue_code(address="a@example.jp")
    issue_code(address="b@example.jp")
    an_hour = timedelta(hours=1)
    LoginCode.objects.filter(pk=row.pk).update(sent_at=row.sent_at - an_hour, expires_at=row.expires_at - an_hour)
    assert [forget_overdue(at=timezone.now()) for _ in range(2)] == [2, 0]
    assert (ResidentSession.objects.get(), LoginCode.objects.count()) == (living.session, 1)


def test_task_forgets_in_its_town(hanako):
    age(start_session(resident=hanako, is_kept=False).session, timedelta(hours=5))
    assert forget_overdue_logins_task.run() == 1
