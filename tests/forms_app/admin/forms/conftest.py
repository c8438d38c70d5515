"""A form of the 道路課, its people, and a client that stays in the town's schema between requests."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from forms_app.models import Form
from municipalities.accounts.models import Role, Section, StaffUser
from tests.factories import accounts, forms

OPTIONS = [{"value": "hole", "label": "道路の穴"}, {"value": "other", "label": "その他"}]


def definition() -> dict[str, Any]:
    """Two pages; 「壊れているもの」 is shown for 「その他」."""
    other = {"field": "kind", "operator": "equals", "value": "other"}
    return {
        "schema_version": 1,
        "title": "道路破損報告",
        "pages": [
            {
                "key": "damage",
                "title": "壊れているもの",
                "groups": [
                    {
                        "key": "what",
                        "title": "どのような状態ですか",
                        "fields": [
                            {"key": "kind", "type": "choice", "label": "種類", "required": True, "options": OPTIONS},
                            {"key": "thing", "type": "text", "label": "品名", "max_length": 100, "show_when": other},
                            {"key": "photo", "type": "attachment", "label": "写真", "required": True},
                        ],
                    }
                ],
            },
            {
                "key": "reporter",
                "title": "連絡先",
                "groups": [{"key": "who", "fields": [{"key": "email", "type": "email", "label": "メールアドレス"}]}],
            },
        ],
    }


@pytest.fixture
def section(in_town) -> Section:
    return accounts.section(name="道路課")


@pytest.fixture
def form(section) -> Form:
    return forms.form(definition=definition(), section=section, title="道路破損報告", slug="road")


@pytest.fixture
def log_in(town_client) -> Callable[..., StaffUser]:
    def as_new_person(role: str = Role.CLERK, sections: tuple[Section, ...] = ()) -> StaffUser:
        person = accounts.staff(role=role, sections=sections)
        town_client.force_login(person)
        return person

    return as_new_person


@pytest.fixture
def clerk(log_in, section) -> StaffUser:
    return log_in(sections=(section,))


class Pages:
    """GET and POST below the form's address. A POST carries the revision the row has now, unless another is given."""

    def __init__(self, client: Any, town: Any, form: Form):
        self.client, self.town, self.form = client, town, form

    def get(self, address: str, data: dict[str, Any] | None = None) -> Any:
        return self._settle(self.client.get(self._url(address), data))

    def post(self, address: str, data: dict[str, Any] | None = None) -> Any:
        self.form.refresh_from_db()
        return self._settle(self.client.post(self._url(address), {"revision": self.form.revision, **(data or {})}))

    def saved(self) -> dict[str, Any]:
        self.form.refresh_from_db()
        return self.form.draft_definition

    def field(self, key: str) -> dict[str, Any]:
        fields = [f for page in self.saved()["pages"] for group in page["groups"] for f in group["fields"]]
        return next(f for f in fields if f["key"] == key)

    def _url(self, address: str) -> str:
        return address if address.startswith("/") else f"/admin/forms_app/form/{self.form.pk}/{address}"

    def _settle(self, response: Any) -> Any:
        connection.set_tenant(self.town)
        return response


@pytest.fixture
def pages(town, town_client, form) -> Pages:
    return Pages(town_client, town, form)
