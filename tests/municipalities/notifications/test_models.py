from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now

from municipalities.notifications.message import Message
from municipalities.notifications.models import OutboxMessage, schemas_with_due_messages
from municipalities.tenancy.context import tenant_context
from municipalities.tenancy.encryption import CannotOpen
from municipalities.tenancy.models import Municipality

MINUTE = timedelta(minutes=1)
RECEIVED = Message(title="申請を受け付けました", text="受付番号: 12345-67890", link="http://gifu-shi.localhost/status/")


def test_recipient_and_content_are_not_readable_in_the_table(in_town, post):
    post("hanako@example.jp")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notifications_outboxmessage")
        [row] = cursor.fetchall()
    stored = b" ".join(bytes(cell) if isinstance(cell, memoryview) else str(cell).encode() for cell in row)
    readable = [word for word in ("hanako", "example.jp", "受付番号", "12345", "道路") if word.encode() in stored]
    assert readable == []


def test_recipient_and_content_open_in_their_row(in_town, post):
    row = OutboxMessage.objects.get(pk=post("hanako@example.jp", RECEIVED).pk)
    assert (row.recipient(), Message(**row.content())) == ("hanako@example.jp", RECEIVED)


def test_recipient_of_another_row_does_not_open(in_town, post):
    mine, other = post("hanako@example.jp"), post("taro@example.jp")
    mine.recipient_sealed = other.recipient_sealed
    with pytest.raises(CannotOpen):
        mine.recipient()


def test_content_in_the_place_of_the_recipient_does_not_open(in_town, post):
    row = post()
    row.recipient_sealed = row.content_sealed
    with pytest.raises(CannotOpen):
        row.recipient()


def test_row_copied_to_another_town_does_not_open(town, other_town, post):
    with tenant_context(town):
        post()
    with tenant_context(other_town):
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO notifications_outboxmessage SELECT * FROM gifu_shi.notifications_outboxmessage")
        with pytest.raises(CannotOpen):
            OutboxMessage.objects.get().recipient()


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"state": "lost", "attempts": 1}, "outbox_state_is_known"),
        ({"state": "sent", "attempts": 1}, "outbox_sent_at_iff_sent"),
        ({"sent_at": Now()}, "outbox_sent_at_iff_sent"),
        ({"state": "failed", "attempts": 1}, "outbox_failed_says_why"),
        ({"state": "sent", "sent_at": Now()}, "outbox_done_was_tried"),
        ({"state": "sent", "sent_at": Now(), "attempts": 1, "leased_until": Now()}, "outbox_done_is_let_go"),
    ],
)
def test_database_refuses_a_row_that_contradicts_itself(in_town, post, change, constraint):
    row = post()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        OutboxMessage.objects.filter(pk=row.pk).update(**change)
    assert refused.value.__cause__.diag.constraint_name == constraint


def test_claim_holds_the_row_and_counts_the_attempt(in_town, post, seconds_until):
    claimed = OutboxMessage.objects.claim(post().pk, lease=MINUTE)
    assert claimed.attempts == 1
    assert 55 < seconds_until(claimed, "leased_until") <= 60


def test_claim_of_a_held_row_gets_nothing(in_town, post):
    row = post()
    OutboxMessage.objects.claim(row.pk, lease=MINUTE)
    assert OutboxMessage.objects.claim(row.pk, lease=MINUTE) is None


def test_claim_takes_over_once_the_lease_ran_out(in_town, post, let_time_pass):
    row = post()
    OutboxMessage.objects.claim(row.pk, lease=MINUTE)
    let_time_pass(row, MINUTE)
    assert OutboxMessage.objects.claim(row.pk, lease=MINUTE).attempts == 2


def test_claim_before_the_retry_time_gets_nothing(in_town, post):
    row = post()
    OutboxMessage.objects.filter(pk=row.pk).update(next_attempt_at=Now() + MINUTE)
    assert OutboxMessage.objects.claim(row.pk, lease=MINUTE) is None


def test_announced_row_is_left_alone_for_a_while(in_town, post, let_time_pass):
    row = post()
    announce = lambda: OutboxMessage.objects.mark_announced(again_after=MINUTE, limit=10)  # noqa: E731
    first, at_once = announce(), announce()
    let_time_pass(row, MINUTE)
    assert (first, at_once, announce()) == ([row.pk], [], [row.pk])


def test_announcing_stops_at_the_limit_with_the_longest_waiting_first(in_town, post, let_time_pass):
    rows = [post() for _ in range(3)]
    let_time_pass(rows[2], MINUTE)
    assert OutboxMessage.objects.mark_announced(again_after=MINUTE, limit=2) == [rows[0].pk, rows[2].pk]


def test_schemas_with_due_messages_names_only_those_and_asks_once(town, other_town, post, django_assert_num_queries):
    with tenant_context(other_town):
        post()
    with tenant_context(town):
        OutboxMessage.objects.claim(post().pk, lease=MINUTE)
    connection.set_schema_to_public()
    Municipality.objects.count()
    with django_assert_num_queries(1):
        assert schemas_with_due_messages(["gifu_shi", "ogaki_shi", "takayama_shi"]) == ["ogaki_shi"]


def test_schemas_with_due_messages_of_nothing_is_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert schemas_with_due_messages([]) == []
