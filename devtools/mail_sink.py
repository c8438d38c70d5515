"""(draft by the lead so that the suite can run; the devtools owner may replace it)"""

import mailbox
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller


class _Handler:
    def __init__(self, sink: "MailSink"):
        self.sink = sink

    async def handle_DATA(self, server, session, envelope) -> str:
        if self.sink.refusals:
            return f"{self.sink.refusals.pop(0)} not now"
        self.sink.box.add(envelope.content)
        if self.sink.on_accept:
            self.sink.on_accept()
        return "250 OK"


class MailSink:
    def __init__(self, maildir: Path, smtp_port: int = 0, page_port: int | None = None):
        self.box = mailbox.Maildir(maildir)
        self.refusals: list[int] = []
        self.on_accept: Callable[[], None] | None = None
        self.smtp_port = smtp_port

    def start(self) -> None:
        if not self.smtp_port:
            import socket

            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                self.smtp_port = probe.getsockname()[1]
        self.controller = Controller(_Handler(self), hostname="127.0.0.1", port=self.smtp_port)
        self.controller.start()

    def stop(self) -> None:
        self.controller.stop()

    def refuse_next(self, n: int, code: int = 451) -> None:
        self.refusals = [code] * n

    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(self.box.get_bytes(key), policy=policy.default) for key in sorted(self.box.keys())]

    def clear(self) -> None:
        self.box.clear()
