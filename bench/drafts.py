"""Drafts that are ready to be sent, made directly by the services; and the SQL of each request, counted in this process."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forms_app.models import Form
from forms_app.services.draft import save_answers, start_draft
from forms_app.services.publish import publish_form
from forms_app.services.submit import submit_application
from municipalities.accounts.models import Section
from municipalities.tenancy import directory, signing
from municipalities.tenancy.context import tenant_context

DEFINITION = {
    "schema_version": 1,
    "title": "道路破損報告",
    "pages": [
        {
            "key": "first",
            "title": "入力",
            "groups": [
                {
                    "fields": [
                        {"key": "applicant", "type": "name", "label": "お名前", "required": True},
                        {"key": "address", "type": "address", "label": "住所", "required": True},
                        {"key": "phone", "type": "phone", "label": "電話番号"},
                        {"key": "email", "type": "email", "label": "メールアドレス", "required": True},
                        {"key": "seen_on", "type": "date", "label": "見つけた日"},
                        {"key": "detail", "type": "textarea", "label": "くわしい状態"},
                    ]
                }
            ],
        }
    ],
}
ANSWERS = {
    "applicant": {"family": "岐阜", "given": "花子", "family_kana": "ギフ", "given_kana": "ハナコ"},
    "address": {
        "postal_code": "500-8701",
        "prefecture": "岐阜県",
        "city": "岐阜市",
        "town": "司町40-1",
        "building": "",
    },
    "phone": "058-265-4141",
    "email": "hanako@example.jp",
    "seen_on": "2026-11-23",
    "detail": "直径40センチほどの穴があり、雨のあとに水がたまっています。" * 4,
}


@dataclass(frozen=True)
class ReadyDraft:
    key: str
    cookie: str


def ready_drafts(number: int) -> list[ReadyDraft]:
    with tenant_context(directory.find_by_schema("gifu_shi")):
        form = bench_form()
        return [ready_draft(form) for _ in range(number)]


def filed_draft() -> ReadyDraft:
    with tenant_context(directory.find_by_schema("gifu_shi")):
        draft = ready_draft(bench_form())
        submit_application(draft_id=draft.key)
        return draft


def ready_draft(form: Form) -> ReadyDraft:
    draft = start_draft(form=form)
    save_answers(draft_id=draft.public_id, raw=ANSWERS)
    return ReadyDraft(str(draft.public_id), signing.sign([str(draft.public_id)], purpose="draft"))


def bench_form() -> Form:
    form = Form.objects.filter(slug="bench").first()
    if form is None:
        section = Section.objects.first()
        form = Form.objects.create(
            slug="bench", title="道路破損報告", section=section, draft_definition=DEFINITION, position=99
        )
        publish_form(form=form, staff=None, change_note="", revision=form.revision)
        form.refresh_from_db()
    return form


def statements_per_request() -> dict[str, int]:
    """SQL of one warm request each; SET search_path, BEGIN and COMMIT count."""
    first, second, filed = (*ready_drafts(2), filed_draft())
    _statements(_client().get, "/")
    _statements(_client(first).post, SUBMIT, {"submission_key": first.key})
    return {
        "home": _statements(_client().get, "/"),
        "submit": _statements(_client(second).post, SUBMIT, {"submission_key": second.key}),
        "receipt": _statements(_client(filed).get, "/procedures/bench/done/"),
    }


SUBMIT = "/procedures/bench/check/"


def _client(draft: ReadyDraft | None = None) -> Client:
    client = Client(headers={"host": "gifu-shi.localhost"})
    if draft:
        client.cookies["draft"] = draft.cookie
    return client


def _statements(call: Callable[..., HttpResponse], *arguments: object) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert call(*arguments).status_code < 400
    return len(queries)
