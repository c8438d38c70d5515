"""The doors through which answers come: residents' pages, the same pages under a clerk's name, the REST API. Each is driven as
its own visitor drives it, and says what it made of the same answers."""

import html
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from forms_app.models import Application, Draft, Form
from forms_app.rendering.posted import control_values
from forms_app.schema.definition import Definition, Page
from municipalities.tenancy.models import Municipality
from tests.factories import files

PICTURES = [files.picture(size=(8, 8 + number)) for number in range(3)]


@dataclass(frozen=True)
class Verdict:
    """`refused`: (question, sentence) of each error, sorted. `stored`: the application's answers, or None."""

    refused: tuple[tuple[str, str], ...]
    stored: Mapping[str, Any] | None


class Door:
    def __init__(self, town: Municipality, client: Client):
        self.town, self.client = town, client

    def judge(self, form: Form, definition: Definition, answers: Mapping[str, Any]) -> Verdict:
        """Files the answers where nothing speaks against it."""
        raise NotImplementedError

    def _post(self, path: str, data: Any = None, **more: Any) -> Any:
        response = self.client.post(path, data or {}, **more)
        connection.set_tenant(self.town)  # a request leaves the town's schema; the test goes on in it
        return response

    def _stored(self, before: set[int]) -> Mapping[str, Any] | None:
        new = Application.objects.exclude(pk__in=before)
        return _without_ids(new.get().get_answers()) if new else None


class Web(Door):
    begin = "start"

    def judge(self, form: Form, definition: Definition, answers: Mapping[str, Any]) -> Verdict:
        before = set(Application.objects.values_list("pk", flat=True))
        self._post(f"/procedures/{form.slug}/{self.begin}/", {"restart": "1", **_said(definition, answers)})
        refused = [line for page in definition.pages for line in self._refusals(form, page, answers)]
        if not refused:
            self._send(form)
        return Verdict(tuple(sorted(refused)), self._stored(before))

    def _refusals(self, form: Form, page: Page, answers: Mapping[str, Any]) -> list[tuple[str, str]]:
        path = f"/procedures/{form.slug}/pages/{page.key}/"
        response = self._post(path, {**_posted(page, answers), "action": "next"})
        if response.status_code == 302:
            return []
        context = response.context
        if "reasons" in context:
            by_message = {field.refuse_message: field.key for field in page.fields}
            return [(by_message[reason], reason) for reason in context["reasons"]]
        return [(_question_of(page, line["anchor"]), line["message"]) for line in context["errors"]]

    def _send(self, form: Form) -> None:
        draft = Draft.objects.filter(form_version__form=form).latest("pk")
        self._post(f"/procedures/{form.slug}/check/", {"submission_key": str(draft.public_id)})


class Counter(Web):
    """A clerk types what somebody at the counter says."""

    begin = "assist"


class Api(Door):
    def judge(self, form: Form, definition: Definition, answers: Mapping[str, Any]) -> Verdict:
        before = set(Application.objects.values_list("pk", flat=True))
        path = f"/api/v1/forms/{form.slug}/"
        sent = {"answers": dict(answers)}
        wanted = [f for f in definition.fields if f.type == "attachment" and answers.get(f.key)]
        if wanted:
            sent["draft"] = self._post(f"{path}drafts/").json()["draft"]
            for field in wanted:
                sent["answers"][field.key] = self._send_files(
                    f"{path}drafts/{sent['draft']}/files/", field.key, answers
                )
        response = self._post(
            f"{path}applications/", sent, content_type="application/json", HTTP_IDEMPOTENCY_KEY=str(uuid4())
        )
        problems = response.json().get("fields", []) if response.status_code == 422 else []
        self.codes = sorted((p["field"], p["code"], p["part"] or "") for p in problems)
        return Verdict(tuple(sorted((p["field"], p["message"]) for p in problems)), self._stored(before))

    def _send_files(self, path: str, key: str, answers: Mapping[str, Any]) -> list[str]:
        return [self._post(path, {"field": key, "file": upload}).json()["id"] for upload in _uploads(answers[key])]


def _said(definition: Definition, answers: Mapping[str, Any]) -> dict[str, Any]:
    hidden = [field for field in definition.fields if field.type == "hidden" and answers.get(field.key)]
    return {f"said-{field.options['parameter']}": answers[field.key] for field in hidden}


def _posted(page: Page, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Names and values of the page's controls, as a browser sends them."""
    posted: dict[str, list[Any]] = {}
    for field in page.fields:
        if field.type == "attachment":
            posted[field.key] = _uploads(answers.get(field.key, []))
        elif field.type != "hidden" and field.key in answers:
            for name, value in control_values(field.key, answers[field.key]):
                posted.setdefault(name, []).append(value)
    return {name: values for name, values in posted.items() if values}


def _uploads(named: list[str]) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(f"{n}.png", PICTURES[n], "image/png") for n, _name in enumerate(named)]


def _question_of(page: Page, anchor: str) -> str:
    """`f-address-city`, `f-family-0-name` → the question's key."""
    keys = sorted((field.key for field in page.fields), key=len, reverse=True)
    rest = html.unescape(anchor).removeprefix("f-")
    return next(key for key in keys if rest == key or rest.startswith(f"{key}-"))


def _without_ids(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Files have another number at every door."""
    is_file = lambda value: isinstance(value, str) and len(value) == 36 and value.count("-") == 4  # noqa: E731
    return {
        key: len(value) if isinstance(value, list) and value and all(map(is_file, value)) else value
        for key, value in answers.items()
    }
