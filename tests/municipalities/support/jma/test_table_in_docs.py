"""docs/jma.md shows the default rules: the table there is the table here."""

import re
from pathlib import Path

from municipalities.support.jma import DEFAULT_RULES

DOCS = Path(__file__).resolve().parents[4] / "docs" / "jma.md"
ROW = re.compile(r"^\| [^|]*`(\w+)` \| `([^`]+)` \| `(\w+)` \|", re.MULTILINE)


def test_the_table_in_the_docs_is_the_default():
    rules = [
        (subject, step, action.value) for subject, row in DEFAULT_RULES.table.items() for step, action in row.items()
    ]
    assert ROW.findall(DOCS.read_text(encoding="utf-8")) == rules
