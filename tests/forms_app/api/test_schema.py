"""The description of the API, and the API held against it: hundreds of odd calls, the same ones every time."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import cycle

import jsonschema
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as hypothesis_settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import CHECKS
from schemathesis.generation import GenerationMode

from municipalities.accounts.models import Role
from municipalities.tenancy import directory
from tests.factories import accounts, forms

SEED, CALLS_OF_EACH = 20261123, 24
HELD_AGAINST = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
]
FIELDS = [
    {"key": "applicant", "type": "name", "label": "お名前"},
    {"key": "count", "type": "number", "label": "数", "max": 9},
    {"key": "day", "type": "date", "label": "日付"},
    {"key": "photo", "type": "attachment", "label": "写真"},
]


@pytest.fixture
def description(program) -> dict:
    return program.client.get("/api/v1/schema/").json()


def test_description_is_openapi_3_1(description):
    assert description["openapi"] == "3.1.0"
    assert {path.removeprefix("/api/v1/") for path in description["paths"]} >= {"forms/", "applications/"}


def test_description_comes_as_yaml_too(program):
    answer = program.client.get("/api/v1/schema/?format=yaml")
    assert (answer["Content-Type"], answer.content[:14]) == ("application/vnd.oai.openapi", b"openapi: 3.1.0")


def test_description_is_made_once(program, description, django_assert_num_queries):
    with django_assert_num_queries(2):  # schema, budget
        program.client.get("/api/v1/schema/?x=1")


def operations(description: dict) -> Iterator[dict]:
    for path in description["paths"].values():
        yield from path.values()


def test_every_operation_names_its_refusals_with_an_example(description):
    for operation in operations(description):
        for status in ("400", "404", "429", "503"):
            content = operation["responses"][status]["content"]["application/json"]
            assert content["examples"], operation["operationId"]
        assert operation["summary"]


def test_only_the_staffs_part_asks_for_a_token(description):
    secured = {o["operationId"] for o in operations(description) if {} not in o.get("security", [{}])}
    assert secured == {"list_applications", "get_application", "get_application_file", "take_step"}


def test_every_schema_in_it_is_one(description):
    for schema in description["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.fixture
def world(in_town, settings) -> dict[str, str]:
    """What there is to call for, and a token that reaches all of it."""
    settings.API_READS_IN_TEN_MINUTES = settings.API_WRITES_IN_TEN_MINUTES = 10**6
    form = forms.published_form(definition=forms.definition(*FIELDS), slug="dog")
    application = forms.application(form=form, answers={"count": "3"})
    return {
        "slug": "dog",
        "number": "1",
        "public_id": str(application.public_id),
        "draft_id": str(forms.draft(form=form).public_id),
        "token": accounts.api_token(staff=accounts.staff(role=Role.TENANT_ADMIN)),
    }


@pytest.fixture
def kept_connection():
    """The portal's own end of a request would close the test's connection, and with it its transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def app_at(host: str):
    """The whole portal, middleware and all, as it answers at this host."""
    portal = get_wsgi_application()

    def app(environ, start_response):
        return portal({**environ, "HTTP_HOST": host}, start_response)

    return app


@pytest.mark.slow
def test_odd_calls_are_answered_as_described(world, kept_connection):
    described = schemathesis.openapi.from_wsgi("/api/v1/schema/", app_at(directory.host_of("gifu_shi")))
    checks = CHECKS.get_by_names(HELD_AGAINST)
    seen: Counter[tuple[str, int]] = Counter()
    for found in described.get_all_operations():
        operation = found.ok()
        for mode in GenerationMode:
            run(operation, mode, world, checks, seen)
    statuses = {status for _operation, status in seen}
    assert seen.total() >= 300
    assert {200, 201, 400, 401, 404, 409, 422} <= statuses
    assert max(statuses) < 500


def run(operation, mode: GenerationMode, world: dict[str, str], checks: list, seen: Counter) -> None:
    real = cycle([True, True, False])

    @seed(SEED)
    @hypothesis_settings(
        max_examples=CALLS_OF_EACH,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def call(case) -> None:
        if next(real):  # mostly of what there is, else every answer were a 404
            parameters = case.path_parameters or {}
            case.path_parameters = {name: world.get(name, value) for name, value in parameters.items()}
        answer = case.call_and_validate(headers={"Authorization": f"Bearer {world['token']}"}, checks=checks)
        seen[operation.label, answer.status_code] += 1

    with suppress(Unsatisfiable):  # a call without parameters cannot be spoiled
        call()
