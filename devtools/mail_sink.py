"""A mail server that keeps what it is given: where `make run` and the tests send their mail (RFC 5321 by aiosmtpd)."""

import logging
import mailbox
import sys
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from .ports import free_port

# aiosmtpd writes every recipient into its log.
logging.getLogger("mail.log").setLevel(logging.ERROR)


class MailSink:
    """A maildir behind SMTP on the loopback. `on_accept` runs after a message is kept and before the sender hears of it."""

    def __init__(self, maildir: Path, smtp_port: int = 0):
        self.box = mailbox.Maildir(maildir)
        self.smtp_port = smtp_port or free_port()
        self.on_accept: Callable[[], None] | None = None
        self._refusals: list[int] = []

    def start(self) -> None:
        self._controller = Controller(_Door(self), hostname="127.0.0.1", port=self.smtp_port)
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop()

    def refuse_next(self, n: int, code: int = 451) -> None:
        """Answer the next `n` messages with this SMTP code instead of keeping them."""
        self._refusals = [code] * n

    def messages(self) -> list[EmailMessage]:
        """Oldest first."""
        return [self.message(key) for key in self.keys()]

    def keys(self) -> list[str]:
        return sorted(self.box.keys(), key=_arrival)

    def message(self, key: str) -> EmailMessage:
        return message_from_bytes(self.box.get_bytes(key), policy=policy.default)

    def clear(self) -> None:
        self.box.clear()

    def accept(self, content: bytes) -> str:
        if self._refusals:
            return f"{self._refusals.pop(0)} refused by the test"
        self.box.add(content)
        if self.on_accept:
            self.on_accept()
        return "250 OK"


class _Door:
    def __init__(self, sink: MailSink):
        self.sink = sink

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        return self.sink.accept(envelope.content)


def _arrival(key: str) -> tuple[float, int]:
    """A maildir name begins with its second and the count within the process: 1700000000.M5P123Q7.host."""
    second, rest = key.split(".", 1)
    microsecond = rest[1:].split("P", 1)[0]
    return float(second), int(microsecond) if microsecond.isdigit() else sys.maxsize
