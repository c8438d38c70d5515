import smtplib
import urllib.error
import urllib.request
from email.message import EmailMessage

import pytest

from devtools.mail_page import serve_mail_page
from devtools.mail_sink import MailSink


@pytest.fixture
def sink(tmp_path):
    sink = MailSink(tmp_path / "mail")
    sink.start()
    yield sink
    sink.stop()


@pytest.fixture
def page(sink):
    server = serve_mail_page(sink, 0)
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def send(sink: MailSink, subject: str, text: str = "本文") -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "portal@mail.localhost", "hanako@example.jp", subject
    mail.set_content(text)
    with smtplib.SMTP("127.0.0.1", sink.smtp_port) as smtp:
        smtp.send_message(mail)


def read(url: str, host: str | None = None) -> str:
    request = urllib.request.Request(url, headers={"Host": host} if host else {})
    return urllib.request.urlopen(request).read().decode()


def test_sink_keeps_mail_in_order(sink):
    for subject in ("一通目", "二通目", "三通目"):
        send(sink, subject)
    assert [mail["Subject"] for mail in sink.messages()] == ["一通目", "二通目", "三通目"]


def test_sink_refuses_when_told(sink):
    sink.refuse_next(1, 451)
    with pytest.raises(smtplib.SMTPDataError) as refused:
        send(sink, "断られる")
    assert (refused.value.smtp_code, sink.messages()) == (451, [])


def test_page_lists_the_mail(sink, page):
    send(sink, "受け付けました")
    assert "受け付けました" in read(page)


def test_page_escapes_the_letter_and_links_its_addresses(sink, page):
    send(sink, "件名", "<script>alert(1)</script> http://gifu-shi.localhost:8000/a?b=1&c=2 です")
    letter = read(page + sink.keys()[0])
    assert "<script>" not in letter
    assert '<a href="http://gifu-shi.localhost:8000/a?b=1&amp;c=2">' in letter


def test_page_refuses_a_foreign_host_name(page):
    with pytest.raises(urllib.error.HTTPError) as refused:
        read(page, host="evil.example")
    assert refused.value.code == 403
