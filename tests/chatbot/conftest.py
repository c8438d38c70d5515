import pytest

from chatbot.content import load
from chatbot.knowledge.shipping import ship_entries
from tests.factories.accounts import section


@pytest.fixture
def shipped_knowledge(in_town) -> None:
    """The town has what the portal comes with, all of it of one section."""
    one = section(name="なんでも課", phone="058-000-1234")
    ship_entries(sections={entry["section"]: one for entry in load.entries()})
