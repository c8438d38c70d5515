"""The questions and answers that come with the portal: categories.json and entries/<category>.json, read whole or refused. Pure."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

FOLDER = Path(__file__).resolve().parent
PLACEHOLDERS = ("municipality", "office", "phone", "section_phone", "hours")
CATEGORY_SCHEMA = {
    "type": "object",
    "required": ["slug", "label", "parent"],
    "additionalProperties": False,
    "properties": {
        "slug": {"type": "string", "pattern": "^[a-z][a-z0-9-]{1,39}$"},
        "label": {"type": "string", "minLength": 1, "maxLength": 40},
        "parent": {"type": ["string", "null"]},
        "icon": {"type": "string"},
    },
}
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class BadContent(ValueError):
    """Names the file, and where it can the entry, that has to be mended."""


def categories(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """Parents before their children, in the order in which people shall see them."""
    path = folder / "categories.json"
    found = _read_list(path, CATEGORY_SCHEMA)
    seen: set[str] = set()
    for category in found:
        if category["slug"] in seen:
            raise BadContent(f"{path.name}: {category['slug']} stands there twice")
        if category["parent"] is not None and category["parent"] not in seen:
            raise BadContent(f"{path.name}: {category['slug']} has a parent that is not above it: {category['parent']}")
        seen.add(category["slug"])
    return found


def entries(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """In the order of the categories. Texts still hold their placeholders: see fill."""
    found: dict[str, dict[str, Any]] = {}
    for entry in _entries_of_files(folder):
        if entry["slug"] in found:
            raise BadContent(f"entries/{entry['category']}.json: {entry['slug']} stands there twice")
        found[entry["slug"]] = entry
    return list(found.values())


def placeholders(text: str) -> list[str]:
    return list(dict.fromkeys(_PLACEHOLDER.findall(text)))


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with the town's own name, telephone … Raises BadContent rather than show a resident a hole."""
    for name in placeholders(text):
        if name not in PLACEHOLDERS or name not in values:
            raise BadContent(f"no value for the placeholder {{{name}}}")
    return _PLACEHOLDER.sub(lambda hole: values[hole[1]], text)


def _entries_of_files(folder: Path) -> Iterator[dict[str, Any]]:
    known = [category["slug"] for category in categories(folder)]
    paths = {path.stem: path for path in (folder / "entries").glob("*.json")}
    for stranger in sorted(paths.keys() - set(known)):
        raise BadContent(f"entries/{stranger}.json: there is no such category")
    for slug in known:
        if slug in paths:
            yield from _entries_of(paths[slug])


def _entries_of(path: Path) -> list[dict[str, Any]]:
    found = _read_list(path, _entry_schema())
    for entry in found:
        if entry["category"] != path.stem:
            raise BadContent(f"entries/{path.name}: {entry['slug']} is of another category: {entry['category']}")
        for text in (entry["answer"], entry["short_answer"]):
            if unknown := [name for name in placeholders(text) if name not in PLACEHOLDERS]:
                raise BadContent(f"entries/{path.name}: {entry['slug']} has an unknown placeholder: {unknown[0]}")
    return found


def _read_list(path: Path, schema: dict[str, Any]) -> list[dict[str, Any]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise BadContent(f"{path.name}: {problem}") from problem
    for problem in Draft202012Validator({"type": "array", "items": schema}).iter_errors(found):
        raise BadContent(f"{path.name}: {problem.json_path}: {problem.message}")
    return found


@lru_cache(maxsize=1)
def _entry_schema() -> dict[str, Any]:
    return json.loads((FOLDER / "entry.schema.json").read_text(encoding="utf-8"))
