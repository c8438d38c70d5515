"""Mails as the rest of the house posts them, and the clock of a row."""

from collections.abc import Callable

import pytest
from django.db.models import F
from django.db.models.functions import Now

from municipalities.notifications.message import Message
from municipalities.notifications.models import OutboxMessage
from municipalities.notifications.services import Outgoing, post_messages

RECEIVED = Message(
    title="申請を受け付けました（道路の破損の報告）",
    text="申請を受け付けました。担当課で内容を確認します。\n\n受付番号: 12345-67890",
    link="http://gifu-shi.localhost/status/",
)
ABOUT = "application:0c9d3a4e-5a58-4d0f-8d2c-7f4b6b8a1a11"


@pytest.fixture
def mail_to() -> Callable[..., Outgoing]:
    def build(address: str = "hanako@example.jp", message: Message = RECEIVED) -> Outgoing:
        return Outgoing(channel="email", to=address, message=message, about=ABOUT)

    return build


@pytest.fixture
def post(mail_to) -> Callable[..., OutboxMessage]:
    """Post one mail in the current town."""
    return lambda *args, **kwargs: post_messages([mail_to(*args, **kwargs)])[0]


@pytest.fixture
def let_time_pass() -> Callable[..., None]:
    """For one row: its lease, its pause and its last announcement lie that much further back."""

    def shift(row: OutboxMessage, by) -> None:
        OutboxMessage.objects.filter(pk=row.pk).update(
            leased_until=F("leased_until") - by,
            next_attempt_at=F("next_attempt_at") - by,
            announced_at=F("announced_at") - by,
        )

    return shift


@pytest.fixture
def seconds_until() -> Callable[..., float]:
    """From now, by the clock of the database, to the time in a column of the row."""

    def measure(row: OutboxMessage, column: str) -> float:
        [wait] = OutboxMessage.objects.filter(pk=row.pk).values_list(F(column) - Now(), flat=True)
        return wait.total_seconds()

    return measure
