import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from municipalities.notifications import services
from municipalities.notifications.models import OutboxMessage
from municipalities.notifications.services import Outgoing, deliver_message, post_messages, sweep_outbox
from municipalities.tenancy import directory
from municipalities.tenancy.context import tenant_context
from municipalities.tenancy.models import Municipality, TownState

LEASE = timedelta(seconds=60)
ENOUGH = timedelta(hours=2)


def state_of(row: OutboxMessage) -> tuple[str, int, str]:
    row.refresh_from_db()
    return row.state, row.attempts, row.last_error


def test_post_messages_is_one_statement_for_all(in_town, mail_to, django_assert_num_queries):
    OutboxMessage.objects.count()  # enters the schema
    with django_assert_num_queries(1):
        post_messages([mail_to("hanako@example.jp"), mail_to("taro@example.jp"), mail_to("jiro@example.jp")])
    assert OutboxMessage.objects.count() == 3


def test_post_messages_of_nothing_asks_nothing(in_town, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert post_messages([]) == []


def test_post_messages_refuses_a_channel_that_does_not_exist(in_town, mail_to):
    pigeon = Outgoing(channel="pigeon", to="loft 3", message=mail_to().message, about="test:1")
    with pytest.raises(KeyError):
        post_messages([mail_to(), pigeon])
    assert OutboxMessage.objects.count() == 0


def test_post_messages_leaves_nothing_when_the_fact_is_rolled_back(committed_town, post, announced):
    with transaction.atomic():
        post()
        transaction.set_rollback(True)
    assert (OutboxMessage.objects.count(), announced()) == (0, [])


def test_post_messages_wakes_the_worker_once_after_the_commit(committed_town, mail_to, announced):
    with transaction.atomic():
        post_messages([mail_to("hanako@example.jp"), mail_to("taro@example.jp")])
        before = announced()
    assert (before, announced()) == ([], [(services.SWEEP, "gifu_shi", {})])


def test_full_sweep_asks_for_the_next(committed_town, mail_to, announced, empty_queue, monkeypatch):
    rows = post_messages([mail_to(), mail_to(), mail_to()])
    announced()
    empty_queue.flushdb()
    monkeypatch.setattr(services, "SWEEP_LIMIT", 2)
    services.sweep_outbox()
    deliveries = [(services.DELIVER, "gifu_shi", {"outbox_id": row.pk}) for row in rows[:2]]
    assert announced() == [*deliveries, (services.SWEEP, "gifu_shi", {})]


def test_deliver_message_sends_and_marks(in_town, post, mail_sink):
    row = deliver_message(outbox_id=post("hanako@example.jp").pk)
    [mail] = mail_sink.messages()
    assert (mail["To"], row.state, row.attempts, row.sent_at is not None, row.leased_until) == (
        "hanako@example.jp", "sent", 1, True, None,
    )  # fmt: skip


def test_deliver_message_does_nothing_the_second_time(in_town, post, mail_sink):
    row = post()
    deliver_message(outbox_id=row.pk)
    assert deliver_message(outbox_id=row.pk) is None
    assert len(mail_sink.messages()) == 1


def test_deliver_message_of_a_row_that_is_gone_does_nothing(in_town):
    assert deliver_message(outbox_id=1) is None


def test_deliver_message_refuses_to_run_in_a_transaction(committed_town, post, mail_sink):
    row = post()
    with pytest.raises(RuntimeError), transaction.atomic():
        deliver_message(outbox_id=row.pk)
    assert (state_of(row), mail_sink.messages()) == (("pending", 0, ""), [])


def test_deliver_message_by_many_workers_at_once_sends_once(committed_town, post, mail_sink):
    row = post()
    start = threading.Barrier(8)
    outcomes: list[OutboxMessage | None] = []

    def work() -> None:
        with tenant_context(committed_town):
            connection.ensure_connection()
            start.wait()
            outcomes.append(deliver_message(outbox_id=row.pk))
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (outcomes.count(None), len(mail_sink.messages()), state_of(row)) == (7, 1, ("sent", 1, ""))


def test_deliver_message_takes_over_from_a_dead_worker(in_town, post, mail_sink, let_time_pass):
    row = post()
    OutboxMessage.objects.claim(row.pk, lease=LEASE)
    while_held = deliver_message(outbox_id=row.pk)
    let_time_pass(row, LEASE)
    deliver_message(outbox_id=row.pk)
    assert (while_held, len(mail_sink.messages()), state_of(row)) == (None, 1, ("sent", 2, ""))


def test_temporary_refusal_is_tried_again_after_a_pause(in_town, post, mail_sink, let_time_pass, seconds_until):
    row = post()
    mail_sink.refuse_next(1, 451)
    refused = deliver_message(outbox_id=row.pk)
    assert (refused.state, refused.attempts, refused.leased_until) == ("pending", 1, None)
    assert refused.last_error.endswith(" 451")
    assert 29 < seconds_until(row, "next_attempt_at") <= 37.5
    assert deliver_message(outbox_id=row.pk) is None
    let_time_pass(row, timedelta(seconds=38))
    deliver_message(outbox_id=row.pk)
    assert (len(mail_sink.messages()), state_of(row)) == (1, ("sent", 2, ""))


def test_mail_server_away_is_tried_again(in_town, post, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    row = deliver_message(outbox_id=post().pk)
    assert (row.state, row.last_error) == ("pending", "ConnectionRefusedError")


def test_refused_login_is_tried_again_because_it_is_ours_to_mend(in_town, post, mail_sink, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "portal", "wrong"
    row = deliver_message(outbox_id=post().pk)
    assert row.state == "pending"


def test_permanent_refusal_fails_for_good(in_town, post, mail_sink, let_time_pass):
    row = post()
    mail_sink.refuse_next(1, 550)
    refused = deliver_message(outbox_id=row.pk)
    assert (refused.state, refused.attempts, refused.sent_at) == ("failed", 1, None)
    assert refused.last_error.endswith(" 550")
    let_time_pass(row, ENOUGH)
    assert (deliver_message(outbox_id=row.pk), sweep_outbox()) == (None, 0)


def test_failure_names_no_address_in_row_or_log(in_town, post, mail_sink, caplog):
    mail_sink.refuse_next(1, 550)
    row = deliver_message(outbox_id=post("hanako@example.jp").pk)
    [logged] = [record.getMessage() for record in caplog.records if record.name.startswith("municipalities")]
    assert [text for text in (row.last_error, logged) if "hanako" in text or "example.jp" in text] == []


def test_last_attempt_fails_for_good(in_town, post, mail_sink):
    row = post()
    OutboxMessage.objects.filter(pk=row.pk).update(attempts=services.MAX_ATTEMPTS - 1)
    mail_sink.refuse_next(1, 451)
    assert deliver_message(outbox_id=row.pk).state == "failed"


def test_tampered_row_fails_and_others_go_on(in_town, post, mail_sink):
    tampered, sound = post("hanako@example.jp"), post("taro@example.jp")
    OutboxMessage.objects.filter(pk=tampered.pk).update(recipient_sealed=sound.recipient_sealed)
    deliver_message(outbox_id=tampered.pk)
    deliver_message(outbox_id=sound.pk)
    assert (state_of(tampered), state_of(sound)) == (("failed", 1, "CannotOpen"), ("sent", 1, ""))
    assert [mail["To"] for mail in mail_sink.messages()] == ["taro@example.jp"]


def test_worker_that_lost_its_lease_does_not_put_back_what_another_holds(in_town, post, mail_sink, let_time_pass):
    row = post()
    slow = OutboxMessage.objects.claim(row.pk, lease=LEASE)
    let_time_pass(row, LEASE)
    OutboxMessage.objects.claim(row.pk, lease=LEASE)
    services._put_back(slow, services.DeliveryFailed("TimeoutError", is_final=True))
    row.refresh_from_db()
    assert (row.state, row.attempts, row.leased_until is not None) == ("pending", 2, True)


def test_mail_that_is_out_stays_out_although_the_lease_was_lost(in_town, post, let_time_pass):
    row = post()
    slow = OutboxMessage.objects.claim(row.pk, lease=LEASE)
    let_time_pass(row, LEASE)
    OutboxMessage.objects.claim(row.pk, lease=LEASE)
    services._mark_sent(slow)
    assert state_of(row) == ("sent", 2, "")


def test_pauses_double_up_to_an_hour_and_last_a_day():
    shortest = [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    pauses = [services.pause_after(attempts).total_seconds() for attempts in range(1, services.MAX_ATTEMPTS)]
    assert [low <= pause <= low * 1.25 for low, pause in zip(shortest, pauses, strict=False)] == [True] * 9
    assert 22 * 3600 < sum(pauses) < 30 * 3600


def test_sweep_announces_what_is_due_and_nothing_else(committed_town, post, mail_sink, announced, let_time_pass):
    never_announced, held, lease_over, sent, waiting, retry = (post() for _ in range(6))
    OutboxMessage.objects.claim(held.pk, lease=LEASE)
    OutboxMessage.objects.claim(lease_over.pk, lease=LEASE)
    let_time_pass(lease_over, LEASE)
    deliver_message(outbox_id=sent.pk)
    mail_sink.refuse_next(2, 451)
    deliver_message(outbox_id=waiting.pk)
    deliver_message(outbox_id=retry.pk)
    let_time_pass(retry, ENOUGH)
    before = len(announced())
    assert sweep_outbox() == 3
    due = sorted(kwargs["outbox_id"] for _name, _schema, kwargs in announced()[before:])
    assert due == [never_announced.pk, lease_over.pk, retry.pk]


def test_sweep_finds_a_retry_although_it_was_announced_just_now(in_town, post, mail_sink, let_time_pass):
    row = post()
    sweep_outbox()
    mail_sink.refuse_next(1, 451)
    deliver_message(outbox_id=row.pk)
    let_time_pass(row, timedelta(seconds=38))
    assert sweep_outbox() == 1


def test_towns_with_due_messages_asks_once_for_all_open_towns(town, other_town, post, django_assert_num_queries):
    for each in (town, other_town):
        with tenant_context(each):
            post()
    directory.all_towns()
    Municipality.objects.count()
    with django_assert_num_queries(1):
        assert services.towns_with_due_messages() == [town, other_town]


def test_towns_with_due_messages_leaves_out_a_suspended_town(town, other_town, post):
    for each in (town, other_town):
        with tenant_context(each):
            post()
    Municipality.objects.filter(pk=town.pk).update(state=TownState.SUSPENDED)
    directory.forget()
    assert services.towns_with_due_messages() == [other_town]


def test_what_was_sent_long_ago_is_forgotten_and_what_waits_is_not(in_town, post):
    now = timezone.now()
    old_sent, new_sent, old_failed, waiting = post(), post(), post(), post()
    done = {"attempts": 1, "leased_until": None}
    OutboxMessage.objects.filter(pk=old_sent.pk).update(state="sent", sent_at=now - timedelta(days=91), **done)
    OutboxMessage.objects.filter(pk=new_sent.pk).update(state="sent", sent_at=now - timedelta(days=89), **done)
    OutboxMessage.objects.filter(pk=old_failed.pk).update(
        state="failed", last_error="550", created_at=now - timedelta(days=366), **done
    )
    OutboxMessage.objects.filter(pk=waiting.pk).update(created_at=now - timedelta(days=9999))
    assert services.forget_old_messages() == 2
    assert set(OutboxMessage.objects.values_list("pk", flat=True)) == {new_sent.pk, waiting.pk}
