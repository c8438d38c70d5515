"""Say something to someone, surely: written with the fact, sent after it, tried again until it is out or refused."""

import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.db.models.functions import Now

from municipalities.tenancy import directory
from municipalities.tenancy.encryption import CannotOpen
from municipalities.tenancy.insert import Taking, insert_instead, insert_together
from municipalities.tenancy.models import Municipality
from municipalities.tenancy.queue import enqueue

from .channels import CHANNELS
from .channels.base import DeliveryFailed, Letter
from .message import Message
from .models import OutboxMessage, OutboxState, schemas_with_due_messages

logger = logging.getLogger(__name__)
DELIVER = "notifications.deliver_message_task"
SWEEP = "notifications.sweep_town_outbox_task"
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
MAX_ATTEMPTS = 30  # with these pauses about a day
SENT_KEPT_FOR = timedelta(days=90)
FAILED_KEPT_FOR = timedelta(days=365)
SWEEP_LIMIT = 500  # rows of one town in one sweep; a full one asks for the next


@dataclass(frozen=True)
class Outgoing:
    """`about` names the fact, e.g. `application:<public id>`: never personal data. `record`: a new row that goes with it."""

    channel: str
    to: str
    message: Message
    about: str
    record: Model | None = None


def post_messages(outgoing: Sequence[Outgoing]) -> list[OutboxMessage]:
    """Write all in one INSERT, in the caller's transaction; they leave after its commit. KeyError: no such channel.

    One wake-up for all of them, however many: the worker looks up what is due.
    """
    rows = [_sealed_row(item) for item in outgoing]
    insert_together([item.record for item in outgoing if item.record is not None])
    if rows:
        OutboxMessage.objects.bulk_create(rows)
        enqueue(SWEEP)
    return rows


def post_with_facts(facts: Sequence[Model], outgoing: Sequence[Outgoing], *, taking: Taking) -> bool:
    """As post_messages, by one statement with the new rows that the messages tell of, in place of the row taken.

    False where that row was gone: nothing is written then, and nobody told.
    """
    records = [item.record for item in outgoing if item.record is not None]
    is_written = insert_instead([*facts, *records, *map(_sealed_row, outgoing)], taking)
    if is_written and outgoing:
        enqueue(SWEEP)
    return is_written


def deliver_message(*, outbox_id: int) -> OutboxMessage | None:
    """Send one that is due. None where there is nothing to do: the queue may well bring the same id twice.

    Call outside a transaction: the claim must be seen by other workers before the letter leaves.
    """
    with transaction.atomic(durable=True):
        row = OutboxMessage.objects.claim(outbox_id, lease=_lease())
    if row is None:
        return None
    try:
        CHANNELS[row.channel].send(_letter(row))
    except DeliveryFailed as failure:
        _put_back(row, failure)
    except CannotOpen:
        _put_back(row, DeliveryFailed("CannotOpen", is_final=True))
    else:
        _mark_sent(row)
    row.refresh_from_db()
    return row


def sweep_outbox() -> int:
    """Announce what is due in the current town: never announced, retry time come, or a dead worker's lease run out."""
    with transaction.atomic():
        due = OutboxMessage.objects.mark_announced(again_after=_lease(), limit=SWEEP_LIMIT)
        for outbox_id in due:
            enqueue(DELIVER, outbox_id=outbox_id)
        if len(due) == SWEEP_LIMIT:
            enqueue(SWEEP)
    return len(due)


def towns_with_due_messages() -> list[Municipality]:
    """One statement over the schemas of all towns that are open."""
    open_towns = {town.schema_name: town for town in directory.all_towns() if town.is_ready}
    return [open_towns[schema] for schema in schemas_with_due_messages(open_towns)]


def _sealed_row(item: Outgoing) -> OutboxMessage:
    row = OutboxMessage(channel=CHANNELS[item.channel].name, about=item.about)
    row.seal_for(recipient=item.to, content=vars(item.message))
    return row


def _letter(row: OutboxMessage) -> Letter:
    return Letter(
        reference=row.public_id, to=row.recipient(), message=Message(**row.content()), written_at=row.created_at
    )


def _mark_sent(row: OutboxMessage) -> None:
    # True even where the lease ran out meanwhile: no later attempt shall follow.
    still_open = OutboxMessage.objects.pending().filter(pk=row.pk)
    still_open.update(state=OutboxState.SENT, sent_at=Now(), leased_until=None, last_error="")


def _put_back(row: OutboxMessage, failure: DeliveryFailed) -> None:
    """For a later attempt, or for good."""
    logger.warning("message %s: attempt %d failed: %s", row.public_id, row.attempts, failure.code)
    if failure.is_final or row.attempts >= MAX_ATTEMPTS:
        outcome: dict[str, object] = {"state": OutboxState.FAILED}
    else:
        outcome = {"next_attempt_at": Now() + pause_after(row.attempts), "announced_at": None}
    # Where the lease ran out meanwhile, the row belongs to a later attempt.
    still_ours = OutboxMessage.objects.pending().filter(pk=row.pk, attempts=row.attempts)
    still_ours.update(leased_until=None, last_error=failure.code, **outcome)


def pause_after(attempts: int) -> timedelta:
    """30 s, 1 min, 2 min … 1 h, each up to a quarter longer: what failed together does not come back together."""
    pause = min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)
    return pause * random.uniform(1, 1.25)


def _lease() -> timedelta:
    return timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)


def forget_old_messages() -> int:
    """Addresses and words of what was sent, or given up, long ago; returns how many. What waits is never forgotten."""
    sent = OutboxMessage.objects.filter(state=OutboxState.SENT, sent_at__lt=Now() - SENT_KEPT_FOR)
    failed = OutboxMessage.objects.filter(state=OutboxState.FAILED, created_at__lt=Now() - FAILED_KEPT_FOR)
    return sent.delete()[0] + failed.delete()[0]
