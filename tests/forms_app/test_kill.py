"""kill -9 of the web server at every point of a submit: the application is fully there or fully absent, its mails leave once."""

import http.client
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlencode

import pytest
from celery import current_app
from django.core.files.uploadedfile import SimpleUploadedFile

from devtools.mail_sink import MailSink
from forms_app.models import Application, Attachment, Draft, Form, StatusChange
from forms_app.models.published import published_definition
from forms_app.services import attachments
from forms_app.services.draft import save_answers
from municipalities.notifications import tasks
from municipalities.notifications.models import OutboxMessage
from municipalities.tenancy import signing
from tests.factories import accounts, files, forms
from tests.processes import WebServer, Worker, wait_for

pytestmark = pytest.mark.slow
ABSENT = {"applications": 0, "steps": 0, "drafts": 1, "files": 0}
PRESENT = {"applications": 1, "steps": 1, "drafts": 0, "files": 1}
MAILS_OF_ONE = 2  # the resident's and the section's


class DyingWebServer(WebServer):
    def command(self) -> list[str]:
        return [part.replace("portal.wsgi", "tests.forms_app.dying_web") for part in super().command()]


EMAIL = {"key": "email", "type": "email", "label": "メール"}
PHOTO = {"key": "photo", "type": "attachment", "label": "写真", "accept": ["image"]}


@pytest.fixture
def form(committed_town) -> Form:
    return form_asking(EMAIL, PHOTO)


def form_asking(*questions) -> Form:
    return forms.published_form(
        definition=forms.definition(*questions), section=accounts.section(email="roads@example.jp")
    )


@pytest.fixture
def healthy(form, tmp_path) -> Iterator[WebServer]:
    server = WebServer(log=tmp_path / "healthy.log")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def worker_of(empty_queue, tmp_path) -> Iterator[Callable[[MailSink], None]]:
    """A worker that starts when the test says so."""
    started: list[Worker] = []

    def start(sink: MailSink) -> None:
        started.append(Worker(email_port=sink.smtp_port, log=tmp_path / "worker.log"))
        started[0].start()

    yield start
    for worker in started:
        worker.stop()


def ready_draft(form: Form) -> Draft:
    draft = forms.draft(form=form)
    answers = {"email": "hanako@example.jp"}
    definition = published_definition(form.current_version_id)
    for question in (field for field in definition.fields if field.type == "attachment"):
        upload = SimpleUploadedFile("穴.png", files.PNG, content_type="image/png")
        stored = attachments.store_upload(draft=draft, field=question, upload=upload)
        answers[question.key] = [str(stored.public_id)]
    return save_answers(draft_id=draft.public_id, raw=answers)


def send(server: WebServer, form: Form, draft: Draft) -> int:
    """The click on 送信: its status, or 0 where the server died over it."""
    cookie = f"draft={signing.sign([str(draft.public_id)], purpose='draft')}"
    token, csrf_cookie = "a" * 32, "csrftoken=" + "a" * 32
    body = urlencode({"csrfmiddlewaretoken": token, "submission_key": str(draft.public_id)})
    headers = {
        "Host": f"gifu-shi.localhost:{server.port}",
        "Cookie": f"{cookie}; {csrf_cookie}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    try:
        connection.request("POST", f"/procedures/{form.slug}/check/", body, headers)
        return connection.getresponse().status
    except (ConnectionError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def stored(draft: Draft) -> dict[str, int]:
    return {
        "applications": Application.objects.filter(idempotency_key=draft.public_id).count(),
        "steps": StatusChange.objects.filter(public_id=draft.public_id).count(),
        "drafts": Draft.objects.filter(public_id=draft.public_id).count(),
        "files": Attachment.objects.filter(application__idempotency_key=draft.public_id).count(),
    }


def dies_at(point: str, form: Form, draft: Draft, folder: Path, **environment: str) -> bool:
    server = DyingWebServer(log=folder / f"{point.replace(':', '-')}.log", WEB_DIES=point, **environment)
    server.start()
    try:
        # A wake-up is sent beside the answer: the browser may have its 302 from a server that is dead a moment later.
        return send(server, form, draft) == 0 or server.ends_within(10 if "publish" in point else 1)
    finally:
        server.kill()


def sweep() -> bool:
    """What beat does every ten seconds."""
    current_app.send_task(tasks.sweep_outbox_task.name)
    time.sleep(0.2)
    return True


def receipt_number_in(mail: EmailMessage) -> str:
    return re.search(r"\d{5}-\d{5}", mail.get_content())[0]


def test_submit_killed_anywhere_is_whole_or_absent_and_its_mails_leave_once(
    form, healthy, mail_sink, worker_of, tmp_path
):
    outcomes: dict[str, str] = {}

    def kill_at(point: str) -> bool:
        draft = ready_draft(form)
        mails_before = OutboxMessage.objects.count()
        died = dies_at(point, form, draft, tmp_path)
        found, mails = stored(draft), OutboxMessage.objects.count() - mails_before
        assert (found, mails) in ((ABSENT, 0), (PRESENT, MAILS_OF_ONE)), point
        outcomes[point] = "absent" if found == ABSENT else "present"
        assert (send(healthy, form, draft), stored(draft)) == (302, PRESENT), point
        return died

    statements = 0
    while kill_at(f"statement:{statements + 1}"):
        statements += 1
    after_commit = ["before_publish", "after_publish", "answer"]
    assert [kill_at(point) for point in after_commit] == [True] * len(after_commit)
    assert {outcomes[f"statement:{number}"] for number in range(1, statements + 1)} == {"absent"}
    assert {outcomes[point] for point in after_commit} == {"present"}
    assert statements >= 6

    worker_of(mail_sink)
    wait_for(lambda: sweep() and not OutboxMessage.objects.exclude(state="sent").exists(), seconds=60)
    numbers = Application.objects.values_list("receipt_number", flat=True)
    assert Counter(map(receipt_number_in, mail_sink.messages())) == dict.fromkeys(numbers, MAILS_OF_ONE)
    assert len(numbers) == len(outcomes)


def killed_after_each_statement(form: Form, folder: Path, **environment: str) -> Iterator[dict[str, int]]:
    """What is stored, for each number of statements that the server lived for, until the draft is gone."""
    for number in range(1, 12):
        draft = ready_draft(form)
        assert dies_at(f"statement:{number}", form, draft, folder, **environment)
        yield stored(draft)
        if not Draft.objects.filter(pk=draft.pk).exists():
            return


def test_submit_without_files_is_whole_from_one_statement_on(committed_town, tmp_path):
    *before, filed = killed_after_each_statement(form_asking(EMAIL), tmp_path)
    assert (before, filed) == ([ABSENT] * len(before), PRESENT | {"files": 0})
    assert OutboxMessage.objects.count() == MAILS_OF_ONE


def test_submit_in_several_statements_is_left_half_done(committed_town, tmp_path):
    """The control: the same deaths, seen by the same eyes, without the guard."""
    *_before, filed = killed_after_each_statement(form_asking(EMAIL), tmp_path, WEB_UNGUARDED="1")
    assert filed == {"applications": 0, "steps": 0, "drafts": 0, "files": 0}
