import pytest

from chatbot.knowledge import index
from chatbot.knowledge.index import Index

from .small_town import ENTRIES


@pytest.fixture(scope="session")
def small_index() -> Index:
    return index.build(ENTRIES)
