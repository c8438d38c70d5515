"""Every refusal in one shape: {code, message, fields?}. `fields`: [{field, part, code, message}]."""

from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from forms_app.rendering.sentences import sentence
from forms_app.schema.definition import Definition
from forms_app.schema.errors import FieldError

SENTENCES = {
    400: ("bad_request", gettext_lazy("送られた内容を読み取れませんでした。")),
    401: ("token_required", gettext_lazy("トークンが必要です。Authorization ヘッダーに「Bearer トークン」と書いて送ってください。")),
    403: ("permission_denied", gettext_lazy("このトークンでは、この操作はできません。")),
    404: ("not_found", gettext_lazy("お探しのものはありません。URLを確かめてください。")),
    405: ("method_not_allowed", gettext_lazy("このURLでは、このメソッドは使えません。")),
    406: ("not_acceptable", gettext_lazy("お返しできる形式は JSON だけです。Accept ヘッダーを確かめてください。")),
    413: ("too_large", gettext_lazy("送られた内容が大きすぎます。")),
    415: ("unsupported_media_type", gettext_lazy("この形式では受け取れません。Content-Type ヘッダーを確かめてください。")),
    429: ("too_many_requests", gettext_lazy("短い時間に何度も送られたため、いまは受け付けられません。しばらくしてから、もう一度お試しください。")),
}  # fmt: skip


class Refused(exceptions.APIException):
    """`facts` stand beside code and message."""

    def __init__(self, status: int, code: str, message: str, **facts: Any):
        super().__init__(message, code)
        self.status_code = status
        self.body = {"code": code, "message": message, **facts}


def refuse(error: Exception, context: dict[str, Any]) -> Response | None:
    """None: nothing that a caller did; Django answers 500 and logs it."""
    if isinstance(error, SuspiciousOperation):
        error = too_large() if isinstance(error, RequestDataTooBig) else exceptions.ParseError()
    response = exception_handler(error, context)
    if response is not None:
        response.data = error.body if isinstance(error, Refused) else _body(error, response.status_code)
    return response


def _body(error: Exception, status: int) -> dict[str, Any]:
    if isinstance(error, exceptions.ValidationError):
        message = _("送られた内容に、直していただきたいところがあります。")
        return {"code": "invalid_request", "message": message, "fields": list(_problems(error.detail))}
    code, message = SENTENCES[status]
    return {"code": code, "message": str(message)}


def _problems(detail: Any) -> Any:
    for name, found in detail.items():
        first = found[0] if isinstance(found, list) else next(iter(found.values()))[0]
        yield {"field": str(name), "part": None, "code": first.code, "message": str(first)}


def too_large() -> Refused:
    return Refused(413, *map(str, SENTENCES[413]))


def not_found() -> Refused:
    return Refused(404, *map(str, SENTENCES[404]))


def field_problems(definition: Definition, errors: tuple[FieldError, ...]) -> list[dict[str, Any]]:
    return [
        {
            "field": error.field,
            "part": error.part,
            "code": error.code,
            "message": sentence(definition.field(error.field), error),
        }
        for error in errors
    ]


def invalid_answers(definition: Definition, errors: tuple[FieldError, ...]) -> Refused:
    message = _("入力していただきたいところ、または直していただきたいところがあります。")
    return Refused(422, "invalid_answers", message, fields=field_problems(definition, errors))
