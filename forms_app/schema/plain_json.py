"""Only what JSON and PostgreSQL can hold, and not too much of it: the first wall, before anything recursive."""

import json
import unicodedata
from typing import Any

from .errors import DefinitionError, DefinitionProblem

MAX_BYTES = 200_000
MAX_NESTING = 48
LIMIT = 10**15  # what a number field takes, and well inside what a browser's numbers hold exactly (2**53)


def plain_json(data: object) -> Any:
    """A copy of `data`; whole floats become integers (JSON knows one kind of number). Raises DefinitionError."""
    try:
        copy = _copy(data, (), 0)
    except _Refused as refused:
        raise DefinitionError([refused.problem]) from None
    if len(json.dumps(copy, ensure_ascii=False).encode()) > MAX_BYTES:
        raise DefinitionError([DefinitionProblem("", "too_big", {"max": MAX_BYTES})])
    return copy


class _Refused(Exception):
    def __init__(self, path: tuple[object, ...], code: str, **params: object):
        super().__init__(code)
        self.problem = DefinitionProblem(place(path), code, params)


def _copy(value: object, path: tuple[object, ...], depth: int) -> Any:
    if depth > MAX_NESTING:
        raise _Refused(path[:8], "too_deep", max=MAX_NESTING)
    match value:
        case None | bool():
            return value
        case str():
            return _text(value, path)
        case int() | float():
            return _number(value, path)
        case list():
            return [_copy(item, (*path, number), depth + 1) for number, item in enumerate(value)]
        case dict():
            return {_key(key, path): _copy(item, (*path, key), depth + 1) for key, item in value.items()}
    raise _Refused(path, "not_json")


def _text(text: str, path: tuple[object, ...]) -> str:
    if len(text) > MAX_BYTES:
        raise _Refused(path, "too_big", max=MAX_BYTES)
    if any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in text):
        raise _Refused(path, "bad_text")
    return text


def _number(number: int | float, path: tuple[object, ...]) -> int | float:
    if not -LIMIT < number < LIMIT:  # NaN too
        raise _Refused(path, "not_json")
    return int(number) if number == int(number) else number


def _key(key: object, path: tuple[object, ...]) -> str:
    if not isinstance(key, str):
        raise _Refused(path, "not_json")
    return _text(key, path)


def place(path: tuple[object, ...]) -> str:
    """A JSON Pointer (RFC 6901) without its first slash, each step cut to a length a person can read."""
    return "/".join(str(step)[:80].replace("~", "~0").replace("/", "~1") for step in path)
