"""Keys under other names, wherever the JSON of a page, group or question reads them."""

import re
from collections.abc import Mapping
from typing import Any

JSON = dict[str, Any]
CONDITIONS = ("show_when", "require_when", "disable_when", "refuse_when")
# A question's key in a formula: no function, no column of a repeating question.
_NAMES = re.compile(r"(?<![a-z0-9_.\"])[a-z][a-z0-9_]*\b(?!\()")


def rename_read(part: JSON, new_keys: Mapping[str, str]) -> None:
    """In place. What stands inside a group or a row is left as it is: rows read only themselves."""
    for condition in (part[name] for name in CONDITIONS if name in part):
        _rename(condition, new_keys)
    for option in part.get("options", []):
        _rename(option.get("show_when", {}), new_keys)
    if "formula" in part:
        part["formula"] = _NAMES.sub(lambda name: new_keys.get(name[0], name[0]), part["formula"])


def _rename(condition: JSON, new_keys: Mapping[str, str]) -> None:
    for name in ("field", "other"):
        if name in condition:
            condition[name] = new_keys.get(condition[name], condition[name])
    negated = [condition["not"]] if "not" in condition else []
    for inner in [*condition.get("all", []), *condition.get("any", []), *negated]:
        _rename(inner, new_keys)
