"""A refusal to a program: {code, message}. For what happens before or beside the views of the API."""

from django.http import HttpRequest, JsonResponse


def is_for_a_program(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def json_refusal(code: str, message: str, *, status: int) -> JsonResponse:
    body = {"code": code, "message": message}
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
