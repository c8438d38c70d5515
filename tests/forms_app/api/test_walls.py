"""Token, key, draft, receipt and cursor of one town open nothing at another."""

from uuid import uuid4

import pytest

from forms_app.models import Application
from municipalities.accounts.models import Role
from municipalities.tenancy.context import tenant_context
from tests.factories import accounts, forms

from .conftest import Program


@pytest.fixture
def neighbour(form, other_town, client_of) -> Program:
    """The other town, with a form of the same name."""
    with tenant_context(other_town):
        forms.published_form(slug="dog")
    return Program(client_of(other_town), other_town)


def test_token_opens_nothing_at_another_town(program, neighbour):
    with tenant_context(program.town):
        token = accounts.api_token(staff=accounts.staff(role=Role.TENANT_ADMIN))
    program.token = neighbour.token = token
    assert [program.get("applications/").status_code, neighbour.get("applications/").status_code] == [200, 401]


def test_key_of_another_town_is_free(program, neighbour):
    key = str(uuid4())
    answers = [program.submit("dog", key=key), neighbour.submit("dog", key=key)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json()["receipt_number"] != answers[1].json()["receipt_number"]


def test_draft_of_another_town_is_not_found(program, neighbour):
    draft = program.post("forms/dog/drafts/").json()["draft"]
    assert neighbour.submit("dog", draft=draft).status_code == 404
    with tenant_context(neighbour.town):
        assert Application.objects.count() == 0


def test_receipt_of_another_town_is_unknown(program, neighbour):
    receipt = program.submit("dog").json()
    pair = {name: receipt[name] for name in ("receipt_number", "secret")}
    assert [p.post("applications/status/", pair).status_code for p in (program, neighbour)] == [200, 422]


def test_cursor_of_another_town_is_refused(program, neighbour):
    program.submit("dog"), program.submit("dog")
    for place in (program, neighbour):
        with tenant_context(place.town):
            place.token = accounts.api_token(staff=accounts.staff(role=Role.TENANT_ADMIN))
    cursor = program.get("applications/?limit=1").json()["next"]
    path = f"applications/?limit=1&cursor={cursor}"
    assert [place.get(path).status_code for place in (program, neighbour)] == [200, 400]
