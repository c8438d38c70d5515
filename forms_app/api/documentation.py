"""What every operation's description has in common: refusals with their headers, and examples."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.text import format_lazy
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema

from .errors import SENTENCES
from .shapes import Refusal

OTHER_SENTENCES = {
    409: ("conflict", "ほかの操作が先に行われたため、できませんでした。"),
    422: ("invalid_answers", "入力していただきたいところ、または直していただきたいところがあります。"),
    503: ("town_not_ready", "岐阜市のページは、ただいまご利用になれません。"),
}
EVERYWHERE = (400, 404, 405, 406, 429, 503)

RETRY_AFTER = OpenApiParameter(
    "Retry-After", int, OpenApiParameter.HEADER, response=[429, 503], description="何秒後に、もう一度送れるか"
)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="申請ごとの新しい UUID（または64文字以内の英数字と記号）。同じキーと内容で送り直しても、申請は1件だけ",
    examples=[OpenApiExample("UUID", value="6b0f6f0e-6d0c-4b9c-9a58-0d2f6f3f1f11")],
)


def described(
    *, answers: dict[int, Any], refused: Iterable[int] = (), parameters: Iterable[Any] = (), **facts: Any
) -> Callable[[Any], Any]:
    """extend_schema, with the refusals of every operation and those `refused` here."""
    refusals = {status: _refusal(status) for status in sorted({*EVERYWHERE, *refused})}
    return extend_schema(responses={**answers, **refusals}, parameters=[RETRY_AFTER, *parameters], **facts)


def _refusal(status: int) -> OpenApiResponse:
    code, message = SENTENCES.get(status) or OTHER_SENTENCES[status]
    example: dict[str, Any] = {"code": code, "message": str(message)}
    if status == 422:
        name = {"field": "applicant", "part": "family", "code": "part_required"}
        example["fields"] = [{**name, "message": "「お名前」の姓を入力してください。"}]
    shown = OpenApiExample(code, value=example, status_codes=[str(status)], response_only=True)
    return OpenApiResponse(Refusal, description=format_lazy("{}", message), examples=[shown])
