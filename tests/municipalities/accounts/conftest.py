"""People of the two staff sides, and clients that are logged in as one of them."""

from collections.abc import Callable

import pytest
from django.test import Client

from municipalities.accounts.models import Role, StaffUser
from municipalities.accounts.prefecture.models import PrefectureOperator
from municipalities.tenancy.context import tenant_context
from tests.factories import accounts


@pytest.fixture
def administrator(town) -> StaffUser:
    with tenant_context(town):
        return accounts.staff(role=Role.TENANT_ADMIN, username="kanri")


@pytest.fixture
def log_in(town, town_client) -> Callable[[StaffUser], Client]:
    """The town's client as that person."""

    def as_person(person: StaffUser) -> Client:
        with tenant_context(town):
            town_client.force_login(person)
        return town_client

    return as_person


@pytest.fixture
def admin_client(log_in, administrator) -> Client:
    return log_in(administrator)


@pytest.fixture
def operator(prefecture) -> PrefectureOperator:
    return accounts.operator(username="kencho")


@pytest.fixture
def operator_client(prefecture_client, operator) -> Client:
    prefecture_client.force_login(operator)
    return prefecture_client
