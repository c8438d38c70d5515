"""Drafts that are ready to be sent, made directly by the services; and the SQL of each request, counted in this process."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forms_app.models import Form
from forms_app.services.draft import save_and_judge, start_draft
from forms_app.services.publish import publish_form
from forms_app.services.submit import submit_application
from municipalities.accounts.models import Section
from municipalities.tenancy import directory, signing
from municipalities.tenancy.context import tenant_context

from .forms import SHORT, WIDE, BenchForm


@dataclass(frozen=True)
class ReadyDraft:
    key: str
    cookie: str


def ready_drafts(number: int, asked: BenchForm = SHORT) -> list[ReadyDraft]:
    with tenant_context(directory.find_by_schema("gifu_shi")):
        form = bench_form(asked)
        return [ready_draft(form, asked) for _ in range(number)]


def filed_draft() -> ReadyDraft:
    with tenant_context(directory.find_by_schema("gifu_shi")):
        draft = ready_draft(bench_form())
        submit_application(draft_id=draft.key)
        return draft


def ready_draft(form: Form, asked: BenchForm = SHORT) -> ReadyDraft:
    draft = start_draft(form=form)
    save_and_judge(draft_id=draft.public_id, raw=asked.answers)  # as sending the last page does
    return ReadyDraft(str(draft.public_id), signing.sign([str(draft.public_id)], purpose="draft"))


def bench_form(asked: BenchForm = SHORT) -> Form:
    form = Form.objects.filter(slug=asked.slug).first()
    if form is None:
        form = Form.objects.create(
            slug=asked.slug,
            title=asked.definition["title"],
            section=Section.objects.first(),
            draft_definition=asked.definition,
            position=99,
        )
        publish_form(form=form, staff=None, change_note="", revision=form.revision)
        form.refresh_from_db()
    return form


def statements_per_request() -> dict[str, int]:
    """SQL of one warm request each; SET search_path, BEGIN and COMMIT count."""
    _statements(_client().get, "/")
    return {
        "home": _statements(_client().get, "/"),
        "submit": _statements_of_submit(SHORT),
        "submit 30": _statements_of_submit(WIDE),
        "receipt": _statements(_client(filed_draft()).get, f"/procedures/{SHORT.slug}/done/"),
    }


def _statements_of_submit(asked: BenchForm) -> int:
    path = f"/procedures/{asked.slug}/check/"
    first, second = ready_drafts(2, asked)
    _statements(_client(first).post, path, {"submission_key": first.key})
    return _statements(_client(second).post, path, {"submission_key": second.key})


def _client(draft: ReadyDraft | None = None) -> Client:
    client = Client(headers={"host": "gifu-shi.localhost"})
    if draft:
        client.cookies["draft"] = draft.cookie
    return client


def _statements(call: Callable[..., HttpResponse], *arguments: object) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert call(*arguments).status_code < 400
    return len(queries)
