"""What a program sent: JSON of bounded size and depth, in texts that can be stored; headers; query parameters."""

import json
import re
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.serializers import Serializer

from .errors import Refused, too_large

MAX_NESTING = 20
MAX_UPLOAD = 21 * 1024 * 1024  # the largest file a question may take, and its envelope
_KEY = re.compile(r"[\x20-\x7e]{1,64}")


class PlainJsonParser(BaseParser):
    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            body = stream.read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
        except OSError as error:  # broken off on its way
            raise ParseError from error
        if len(body) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise too_large()
        try:
            data = json.loads(body.decode("utf-8-sig"), parse_constant=_no_number)
            _require_shallow(data)
            json.dumps(data, ensure_ascii=False).encode()  # a lone surrogate is no text
        except (ValueError, RecursionError):
            message = _("JSON として読み取れませんでした。UTF-8 で書かれた、入れ子の深すぎない JSON を送ってください。")
            raise Refused(400, "bad_json", message) from None
        return data


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _require_shallow(data: Any) -> None:
    level = [data]
    for _depth in range(MAX_NESTING):
        level = [inner for value in level for inner in _inside(value)]
        if not level:
            return
    raise ValueError("nested too deep")


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def parsed(kind: type[Serializer], data: Any) -> dict[str, Any]:
    """Raises ValidationError, which becomes a 400 that names each place."""
    reader = kind(data={} if data is None else data)  # DRF says of null "No data provided", in English
    reader.is_valid(raise_exception=True)
    return reader.validated_data


def idempotency_key(request: Request) -> str:
    key = request.headers.get("Idempotency-Key", "").strip()
    if not key:
        message = _("Idempotency-Key ヘッダーが必要です。申請ごとに新しい UUID を入れて送ってください。")
        raise Refused(400, "idempotency_key_required", message)
    if not _KEY.fullmatch(key):
        message = _("Idempotency-Key は、UUID か、64文字以内の英数字と記号にしてください。")
        raise Refused(400, "idempotency_key_invalid", message)
    return key


def bounded_upload(request: Request) -> Any:
    """The posted form; one that says it is far larger than any file taken is not even read."""
    length = request.META.get("CONTENT_LENGTH") or ""
    if length.isdecimal() and int(length) > MAX_UPLOAD:
        raise too_large()
    return request.data
