"""E-mail over SMTP (RFC 5321), one connection per mail: a mail that hangs holds up no other."""

import re
import smtplib
from email.utils import format_datetime, formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.tenancy.context import require_town
from municipalities.tenancy.models import Municipality

from .base import Channel, Letter

RULE = "-" * 40
# Stricter than a header (one address, no name), looser than RFC 5322: old mobile addresses have two dots in a row.
ONE_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[\w.-]+")


class NotOneAddress(ValueError):
    """Nothing that a mail could be sent to, or more than one thing."""


class EmailChannel(Channel):
    name = "email"

    def compose(self, letter: Letter) -> EmailMessage:
        """Raises NotOneAddress where `to` is not one plain address."""
        town = require_town()
        return EmailMessage(
            subject=one_line(letter.message.title),
            body=body_of(letter, town),
            from_email=formataddr((one_line(town.name), parseaddr(settings.DEFAULT_FROM_EMAIL)[1])),
            to=[one_address(letter.to)],
            headers={
                "Message-ID": f"<{letter.reference}.{town.schema_name}@{settings.PORTAL_DOMAIN}>",
                "Date": format_datetime(timezone.localtime(letter.written_at)),
                "Auto-Submitted": "auto-generated",  # RFC 3834 §5: no holiday reply, please
            },
        )

    def hand_over(self, composed: EmailMessage) -> None:
        composed.send()

    def code_of(self, error: Exception) -> str:
        code = _reply_code(error)
        return f"{type(error).__name__} {code}" if code else type(error).__name__

    def is_final(self, error: Exception) -> bool:
        """A 5xx about the recipient or the mail itself (RFC 5321 §4.2.1); one about sender or log-in is ours."""
        if isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError):
            return _reply_code(error) >= 500
        return isinstance(error, NotOneAddress)


def one_address(text: str) -> str:
    if not ONE_ADDRESS.fullmatch(text):
        raise NotOneAddress
    return text


def one_line(text: str) -> str:
    """A line break in a header would begin another header."""
    return " ".join(text.split())


def body_of(letter: Letter, town: Municipality) -> str:
    parts = [letter.message.text.strip()]
    if letter.message.link:
        parts.append(_("くわしくは、次のページをご覧ください。\n%(link)s") % {"link": letter.message.link})
    return "\n\n".join([*parts, footer_of(town)]) + "\n"


def footer_of(town: Municipality) -> str:
    lines = [RULE, town.full_name]
    if town.phone:
        lines.append(_("電話 %(phone)s") % {"phone": town.phone})
    lines += [town.website, _("このメールは自動で送信しています。ご返信いただいても、お答えできません。")]
    return "\n".join(lines)


def _reply_code(error: Exception) -> int:
    """The server's three digits, 0 where it gave none. With one recipient there is one refusal."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next((code for code, _text in error.recipients.values()), 0)
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0
