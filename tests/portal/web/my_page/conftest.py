"""A resident of 岐阜市 with an account, and browsers with and without the log-in."""

import pytest

from municipalities.residents.models import Resident
from tests.factories import residents
from tests.forms_app.web.conftest import Browser


@pytest.fixture
def browser(in_town, town_client) -> Browser:
    return Browser(town_client, in_town)


@pytest.fixture
def hanako(in_town) -> Resident:
    return residents.resident(address="hanako@example.jp")


@pytest.fixture
def at_home(in_town, client_of, hanako) -> Browser:
    client = client_of(in_town)
    residents.log_in(client, hanako)
    return Browser(client, in_town)
