from datetime import datetime
from email import message_from_bytes
from email.policy import default
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from municipalities.notifications.channels.base import DeliveryFailed, Letter
from municipalities.notifications.channels.email import EmailChannel
from municipalities.notifications.message import Message

EMAIL = EmailChannel()
REFERENCE = UUID("5b1f9a54-8f5e-4f0a-9d5c-2f6f3f1f2a10")
WRITTEN_AT = datetime(2026, 4, 1, 9, 30, tzinfo=ZoneInfo("Asia/Tokyo"))


def letter(to: str = "hanako@example.jp", **message: str | None) -> Letter:
    content = {"title": "申請を受け付けました", "text": "ありがとうございます。\n\n受付番号: 12345-67890", **message}
    return Letter(reference=REFERENCE, to=to, message=Message(**content), written_at=WRITTEN_AT)


def composed(item: Letter):
    """As a mail program reads it."""
    return message_from_bytes(EMAIL.compose(item).message().as_bytes(), policy=default)


def test_headers_name_town_reference_and_time(in_town):
    headers = dict(composed(letter()).items())
    assert headers == {
        "Content-Type": 'text/plain; charset="utf-8"',
        "MIME-Version": "1.0",
        "Content-Transfer-Encoding": "8bit",
        "Subject": "申請を受け付けました",
        "From": "岐阜市 <portal@mail.localhost>",
        "To": "hanako@example.jp",
        "Message-ID": "<5b1f9a54-8f5e-4f0a-9d5c-2f6f3f1f2a10.gifu_shi@localhost>",
        "Date": "Wed, 01 Apr 2026 09:30:00 +0900",
        "Auto-Submitted": "auto-generated",
    }


def test_body_is_text_link_and_footer(in_town):
    in_town.phone = "058-265-4141"
    assert composed(letter(link="http://gifu-shi.localhost/status/")).get_content() == (
        "ありがとうございます。\n\n受付番号: 12345-67890\n\n"
        "くわしくは、次のページをご覧ください。\nhttp://gifu-shi.localhost/status/\n\n"
        "----------------------------------------\n岐阜市\n電話 058-265-4141\nhttps://www.city.gifu.lg.jp/\n"
        "このメールは自動で送信しています。ご返信いただいても、お答えできません。\n"
    )


def test_body_without_link_and_phone_has_no_empty_lines_for_them(in_town):
    in_town.phone = ""
    assert composed(letter(text="ありがとうございます。")).get_content() == (
        "ありがとうございます。\n\n"
        "----------------------------------------\n岐阜市\nhttps://www.city.gifu.lg.jp/\n"
        "このメールは自動で送信しています。ご返信いただいても、お答えできません。\n"
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_line_break_in_a_title_begins_no_header(in_town, newline):
    mail = composed(letter(title=f"受付{newline}Bcc: thief@example.jp"))
    assert (mail["Subject"], mail["Bcc"]) == ("受付 Bcc: thief@example.jp", None)


def test_line_break_in_a_town_name_begins_no_header(in_town):
    in_town.name = "岐阜市\nBcc: thief@example.jp"
    mail = composed(letter())
    assert (mail["From"].addresses[0].addr_spec, mail["Bcc"]) == ("portal@mail.localhost", None)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "hanako",
        "hanako@example.jp, taro@example.jp",
        "hanako@example.jp\nBcc: taro@example.jp",
        "hanako@example.jp\n",
        "花子@example.jp",
        "Hanako <hanako@example.jp>",
        "hanako @example.jp",
    ],
)
def test_anything_but_one_address_is_refused_for_good(in_town, mail_sink, address):
    with pytest.raises(DeliveryFailed) as refused:
        EMAIL.send(letter(to=address))
    assert (refused.value.code, refused.value.is_final, mail_sink.messages()) == ("NotOneAddress", True, [])


@pytest.mark.parametrize("address", ["hanako..y@docomo.example", "hanako.@ezweb.example", "o'hara+gifu@example.jp"])
def test_old_mobile_address_is_served(in_town, mail_sink, address):
    EMAIL.send(letter(to=address))
    assert [mail["To"] for mail in mail_sink.messages()] == [address]


@pytest.mark.parametrize(("code", "is_final"), [(451, False), (452, False), (550, True), (552, True)])
def test_verdict_follows_the_servers_code(in_town, mail_sink, code, is_final):
    mail_sink.refuse_next(1, code)
    with pytest.raises(DeliveryFailed) as refused:
        EMAIL.send(letter())
    assert (refused.value.code.split()[-1], refused.value.is_final) == (str(code), is_final)


def test_failure_carries_no_address_into_a_traceback(in_town, mail_sink):
    mail_sink.refuse_next(1, 550)
    with pytest.raises(DeliveryFailed) as refused:
        EMAIL.send(letter())
    assert (refused.value.__suppress_context__, "hanako" in str(refused.value)) == (True, False)
