"""A program at the door of 岐阜市: JSON in, JSON out."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from forms_app.models import Form
from municipalities.tenancy.models import Municipality
from tests.factories import accounts, forms

ANSWERS = {"applicant": forms.NAME, "email": "hanako@example.jp"}


@dataclass
class Program:
    client: Client
    town: Municipality
    token: str = ""

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.call("GET", path, b"", **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self.call("POST", path, json.dumps(body).encode(), **headers)

    def call(
        self, method: str, path: str, body: bytes, content_type: str = "application/json", **headers: str
    ) -> HttpResponse:
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            headers = {"authorization": f"Bearer {self.token}", **headers}
        answer = self.client.generic(method, f"/api/v1/{path}", body, content_type=content_type, headers=headers)
        connection.set_tenant(self.town)  # a request leaves the town's schema; the test goes on in it
        return answer

    def submit(self, slug: str, answers: Any = None, *, key: str | None = None, **more: Any) -> HttpResponse:
        body = {"answers": ANSWERS if answers is None else answers, **more}
        return self.post(f"forms/{slug}/applications/", body, idempotency_key=key or str(uuid4()))

    def upload(self, path: str, **parts: Any) -> HttpResponse:
        answer = self.client.post(f"/api/v1/{path}", parts)
        connection.set_tenant(self.town)
        return answer


@pytest.fixture
def program(in_town, town_client) -> Program:
    return Program(town_client, in_town)


@pytest.fixture
def form(in_town) -> Form:
    section = accounts.section(name="環境課", email="kankyo@example.jp", phone="058-000-1111")
    return forms.published_form(slug="dog", title="犬の登録", section=section)
