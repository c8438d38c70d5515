import pytest

from forms_app.schema.registry import field_type

from .questions import Hours


@pytest.fixture(autouse=True)
def slots(monkeypatch) -> Hours:
    """As when reservations are there."""
    monkeypatch.setattr(field_type("slot"), "provider", Hours())
    return field_type("slot").provider
