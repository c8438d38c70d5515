import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from devtools.postgres import shelter_of


@pytest.fixture(autouse=True)
def _no_shelter_left(tmp_path: Path) -> Iterator[None]:
    """Where the suite runs as root, the servers' files lie outside of the test's folder."""
    yield
    shutil.rmtree(shelter_of((tmp_path / "data").resolve()), ignore_errors=True)
