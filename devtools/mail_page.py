"""A page that shows the mail the demo sent, for people: http://localhost:8025/."""

import html
import re
import threading
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from zoneinfo import ZoneInfo

from .mail_sink import MailSink

OWN_HOSTS = {"localhost", "127.0.0.1"}
URL = re.compile(r"https?://[^\s<>\"']+")
STYLE = """
body { font: 1rem/1.8 sans-serif; max-width: 46rem; margin: 0 auto; padding: 1rem; color: #1a1a1c }
a { color: #0017c1 } pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; background: #f8f8fb; padding: 1rem }
li { padding: .5rem 0; border-bottom: 1px solid #d9d9d9 } ul { list-style: none; padding: 0 } small { color: #595959 }
"""


def serve_mail_page(sink: MailSink, port: int) -> ThreadingHTTPServer:
    """In a thread of this process; `.shutdown()` ends it."""

    class Handler(_MailPage):
        box = sink

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class _MailPage(BaseHTTPRequestHandler):
    box: MailSink

    def do_GET(self) -> None:
        # A name that some other site points at 127.0.0.1 must not read the mail (DNS rebinding).
        if self.headers.get("Host", "").rsplit(":", 1)[0] not in OWN_HOSTS:
            return self._answer(HTTPStatus.FORBIDDEN, "この名前では開けません", "<p>localhost で開いてください。</p>")
        key = self.path.strip("/")
        if not key:
            return self._answer(HTTPStatus.OK, "送信されたメール", self._list())
        if key in set(self.box.keys()):
            return self._answer(HTTPStatus.OK, "メール", _letter(self.box.message(key)))
        return self._answer(HTTPStatus.NOT_FOUND, "このメールはありません", '<p><a href="/">一覧に戻る</a></p>')

    def _list(self) -> str:
        keys = list(reversed(self.box.keys()))
        rows = "".join(_row(key, self.box.message(key)) for key in keys)
        return f"<ul>{rows}</ul>" if rows else "<p>まだありません。申請をすると、控えのメールがここに届きます。</p>"

    def _answer(self, status: HTTPStatus, title: str, body: str) -> None:
        page = (
            f'<!doctype html><html lang="ja"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            f"<title>{title}</title><style>{STYLE}</style><h1>{title}</h1>{body}</html>"
        ).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:
        """Silent: the terminal of `make run` is for people."""


def _row(key: str, mail: EmailMessage) -> str:
    subject = html.escape(mail["Subject"] or "（件名なし）")
    return f'<li><a href="/{html.escape(key)}">{subject}</a><br><small>{_when(mail)} {html.escape(mail["To"] or "")} 宛て</small></li>'


def _letter(mail: EmailMessage) -> str:
    text = mail.get_body(("plain",))
    facts = f"{_when(mail)} / {html.escape(mail['From'] or '')} → {html.escape(mail['To'] or '')}"
    body = _with_links(text.get_content()) if text else "（本文なし）"
    return f'<h2>{html.escape(mail["Subject"] or "")}</h2><p><small>{facts}</small></p><pre>{body}</pre><p><a href="/">一覧に戻る</a></p>'


def _with_links(text: str) -> str:
    parts, end = [], 0
    for match in URL.finditer(text):
        url = html.escape(match[0])
        parts += [html.escape(text[end : match.start()]), f'<a href="{url}">{url}</a>']
        end = match.end()
    return "".join(parts) + html.escape(text[end:])


def _when(mail: EmailMessage) -> str:
    try:
        return f"{parsedate_to_datetime(mail['Date']).astimezone(ZoneInfo('Asia/Tokyo')):%Y/%m/%d %H:%M:%S}"
    except (TypeError, ValueError):
        return ""
