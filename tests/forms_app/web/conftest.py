"""A browser without JavaScript, as the test client is one, and its road through a form of two pages."""

import re
from dataclasses import dataclass

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from forms_app.models import Form
from municipalities.tenancy.models import Municipality
from tests.factories import accounts, forms

DEFINITION = {
    "schema_version": 1,
    "title": "犬の登録",
    "pages": [
        {
            "key": "dog",
            "title": "犬のこと",
            "groups": [
                {
                    "fields": [
                        {"key": "name", "type": "text", "label": "犬の名前", "required": True, "max_length": 20},
                        {"key": "photo", "type": "attachment", "label": "写真", "accept": ["image"], "max_files": 2},
                    ]
                }
            ],
        },
        {
            "key": "owner",
            "title": "飼い主",
            "groups": [{"fields": [{"key": "email", "type": "email", "label": "メールアドレス", "required": True}]}],
        },
    ],
}
START, DOG, OWNER, CHECK, DONE = (
    f"/procedures/dog/{step}/" for step in ("start", "pages/dog", "pages/owner", "check", "done")
)


@dataclass
class Browser:
    client: Client
    town: Municipality

    def get(self, path: str) -> HttpResponse:
        return self._after(self.client.get(path))

    def post(self, path: str, **data: object) -> HttpResponse:
        data = {key.replace("__", "-"): value for key, value in data.items()}
        return self._after(self.client.post(path, data))

    def text(self, path: str) -> str:
        return self.get(path).content.decode()

    def fill_in(self, *, name: str = "ポチ", email: str = "hanako@example.jp") -> None:
        self.post(START)
        self.post(DOG, name=name)
        self.post(OWNER, email=email)

    def submission_key(self) -> str:
        return re.search(r'name="submission_key" value="([^"]+)"', self.text(CHECK))[1]

    def file_application(self) -> tuple[str, str]:
        """Receipt number and password, read from the page."""
        self.fill_in()
        self.post(CHECK, submission_key=self.submission_key())
        return tuple(re.findall(r'class="receipt-value">([^<]+)<', self.text(DONE)))

    def _after(self, answer: HttpResponse) -> HttpResponse:
        connection.set_tenant(self.town)  # a request leaves the town's schema; the test goes on in it
        return answer


@pytest.fixture
def form(in_town) -> Form:
    section = accounts.section(name="環境課", email="kankyo@example.jp", phone="058-000-1111")
    return forms.published_form(definition=DEFINITION, slug="dog", title="犬の登録", section=section)


@pytest.fixture
def browser(form, town, town_client) -> Browser:
    return Browser(town_client, town)


@pytest.fixture
def other_browser(form, town, client_of) -> Browser:
    return Browser(client_of(town), town)
