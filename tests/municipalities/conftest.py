"""What the broker holds, seen from outside of Celery."""

import base64
import json
from collections.abc import Callable

import pytest

from municipalities.tenancy import queue

Announced = list[tuple[str, str | None, dict]]


@pytest.fixture
def announced(empty_queue) -> Callable[[], Announced]:
    """Tasks that wait for a worker, oldest first: (name, schema, keyword arguments)."""

    def read() -> Announced:
        queue.flush()
        messages = [json.loads(raw) for raw in reversed(empty_queue.lrange("celery", 0, -1))]
        return [(m["headers"]["task"], m["headers"].get("town_schema"), arguments(m)) for m in messages]

    return read


def arguments(message: dict) -> dict:
    """https://docs.celeryq.dev/en/stable/internals/protocol.html: the body is [args, kwargs, embed]."""
    return json.loads(base64.b64decode(message["body"]))[1]
