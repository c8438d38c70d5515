"""Only what JSON and PostgreSQL can hold, and not too much of it: the first wall, before anything recursive."""

import json
import math
import unicodedata
from typing import Any

from .errors import DefinitionError, DefinitionProblem

MAX_BYTES = 200_000
MAX_DEPTH = 48
MAX_MAGNITUDE = 10**15


def plain_json(data: object) -> Any:
    """A copy of `data`; whole floats become integers (JSON knows one kind of number). Raises DefinitionError."""
    try:
        copy = _copy(data, "", 0)
    except _Refused as refused:
        raise DefinitionError([refused.problem]) from None
    size = len(json.dumps(copy, ensure_ascii=False).encode())
    if size > MAX_BYTES:
        raise DefinitionError([DefinitionProblem("", "too_big", {"max": MAX_BYTES})])
    return copy


class _Refused(Exception):
    def __init__(self, path: str, code: str, **params: object):
        super().__init__(code)
        self.problem = DefinitionProblem(path, code, params)


def _copy(value: object, path: str, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise _Refused(path, "too_deep", max=MAX_DEPTH)
    match value:
        case None | bool():
            return value
        case str():
            return _text(value, path)
        case int() | float():
            return _number(value, path)
        case list() | tuple():
            return [_copy(item, f"{path}/{number}", depth + 1) for number, item in enumerate(value)]
        case dict():
            return {_key(key, path): _copy(item, f"{path}/{pointer(key)}", depth + 1) for key, item in value.items()}
    raise _Refused(path, "not_json")


def _text(text: str, path: str) -> str:
    if len(text) > MAX_BYTES:
        raise _Refused(path, "too_big", max=MAX_BYTES)
    if any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in text):
        raise _Refused(path, "bad_text")
    return text


def _number(number: int | float, path: str) -> int | float:
    if not math.isfinite(number) if isinstance(number, float) else False:
        raise _Refused(path, "not_json")
    if abs(number) > MAX_MAGNITUDE:
        raise _Refused(path, "not_json")
    return int(number) if number == int(number) else number


def _key(key: object, path: str) -> str:
    if not isinstance(key, str):
        raise _Refused(path, "not_json")
    return _text(key, path)


def pointer(key: object) -> str:
    """One step of a JSON Pointer (RFC 6901), cut where a key is no key at all."""
    return str(key)[:80].replace("~", "~0").replace("/", "~1") if isinstance(key, str | int) else "?"
