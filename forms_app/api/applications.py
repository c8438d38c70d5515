"""Applications for the staff's programs: list, read, take a step. Every look at answers leaves an audit row."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from forms_app.models import Application, Attachment
from forms_app.rendering.download import as_download
from forms_app.rendering.history import history_rows
from forms_app.services import review
from forms_app.services.attachments import read_attachment
from forms_app.services.errors import Conflict, MessageRequired, NotPermitted
from forms_app.workflow import NotAllowed
from municipalities.accounts.models import ApiToken

from . import cursor
from .authentication import HasScope, TokenAuthentication
from .documentation import described
from .errors import Refused, not_found
from .headers import NO_STORE
from .parsing import parsed
from .staff_shapes import ApplicationDetails, ApplicationPage, ListAsked, TransitionSent


class TokenView(APIView):
    authentication_classes = [TokenAuthentication]
    permission_classes = [HasScope]


class ApplicationsView(TokenView):
    @described(
        operation_id="list_applications",
        tags=["staff"],
        summary="受け付けた申請の一覧（新しい順、答えは含まない）",
        parameters=[ListAsked],
        answers={200: ApplicationPage},
        refused=[401, 403],
    )
    def get(self, request: Request) -> Response:
        asked = parsed(ListAsked, request.query_params)
        found = matching(reachable(request.auth), asked).with_relations()
        rows, following = cursor.page(found, after=asked.get("cursor"), limit=asked["limit"])
        listed = [facts(application, request) for application in rows]
        return Response({"applications": listed, "next": following}, headers=NO_STORE)


class ApplicationView(TokenView):
    @described(
        operation_id="get_application",
        tags=["staff"],
        summary="ひとつの申請（答え、添付、経過）。監査記録に残る",
        answers={200: ApplicationDetails},
        refused=[401, 403],
    )
    def get(self, request: Request, public_id: UUID) -> Response:
        application = one(request.auth, public_id)
        _record_look(request, application, "application.view")
        return Response(_details(application, request), headers=NO_STORE)


class ApplicationFileView(TokenView):
    @described(
        operation_id="get_application_file",
        tags=["staff"],
        summary="添付ファイル。監査記録に残る",
        answers={(200, "application/octet-stream"): OpenApiResponse(OpenApiTypes.BINARY, description="ファイル")},
        refused=[401, 403],
    )
    def get(self, request: Request, public_id: UUID, file_id: UUID) -> HttpResponse:
        application = one(request.auth, public_id)
        attachment = Attachment.objects.filter(application=application, public_id=file_id).first()
        if attachment is None:
            raise not_found()
        _record_look(request, application, "application.file")
        response = as_download(attachment, read_attachment(attachment))
        response["Cache-Control"] = "no-store"
        return response


class TransitionsView(TokenView):
    @described(
        operation_id="take_step",
        tags=["staff"],
        summary="申請を進める（担当する、差し戻す、承認する、不承認にする、完了にする）",
        description="409 の current に、いまの status と revision が入ります。",
        request=TransitionSent,
        answers={200: ApplicationDetails},
        refused=[401, 403, 409, 413, 415, 422],
    )
    def post(self, request: Request, public_id: UUID) -> Response:
        application = one(request.auth, public_id)
        sent = parsed(TransitionSent, request.data)
        message = {"message": sent["message"]} if sent["verb"] != "take_over" else {}
        try:
            moved = getattr(review, sent["verb"])(
                application=application, staff=request.user, revision=sent["revision"], **message
            )
        except NotPermitted as error:
            raise PermissionDenied from error
        except MessageRequired as error:
            raise _message_required() from error
        except (Conflict, NotAllowed) as error:
            raise _conflict(application, error) from error
        return Response(_details(moved, request), headers=NO_STORE)


def reachable(token: ApiToken) -> QuerySet[Application]:
    sections = token.section_ids
    return Application.objects.all() if sections is None else Application.objects.for_sections(sections)


def one(token: ApiToken, public_id: UUID) -> Application:
    """Not found, too, what the token does not reach: which ids exist is nobody else's business."""
    found = reachable(token).with_relations().filter(public_id=public_id).first()
    if found is None:
        raise not_found()
    return found


def matching(applications: QuerySet[Application], asked: dict[str, Any]) -> QuerySet[Application]:
    """Days are days of Japan, both included."""
    wanted = Q()
    for name in ("status", "section"):
        wanted &= Q(**{name: asked[name]}) if name in asked else Q()
    if "form" in asked:
        wanted &= Q(form__slug=asked["form"])
    if "submitted_from" in asked:
        wanted &= Q(submitted_at__gte=_at(asked["submitted_from"], time.min))
    if "submitted_to" in asked:
        wanted &= Q(submitted_at__lte=_at(asked["submitted_to"], time.max))
    if "updated_since" in asked:
        wanted &= Q(updated_at__gt=asked["updated_since"])
    return applications.filter(wanted)


def _at(day: Any, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def facts(application: Application, request: Request) -> dict[str, Any]:
    return {
        "id": application.public_id,
        "receipt_number": application.receipt_number,
        "form": application.form.slug,
        "title": application.form_version.title,
        "version": application.form_version.number,
        "section": {"id": application.section_id, "name": application.section.name},
        "assignee": str(application.assignee) if application.assignee else None,
        "status": str(application.status),
        "status_label": application.status_label,
        "revision": application.revision,
        "submitted_at": application.submitted_at,
        "due_at": application.due_at,
        "updated_at": application.updated_at,
        "closed_at": application.closed_at,
        "url": reverse("api_application", args=[application.public_id], request=request),
    }


def _details(application: Application, request: Request) -> dict[str, Any]:
    steps = history_rows(application.history.all())
    return {
        **facts(application, request),
        "answers": application.get_answers(),
        "files": [_file(application, attachment, request) for attachment in application.attachments.all()],
        "history": [{name: row[name] for name in ("at", "verb", "label", "message")} for row in steps],
    }


def _file(application: Application, attachment: Attachment, request: Request) -> dict[str, Any]:
    url = reverse("api_application_file", args=[application.public_id, attachment.public_id], request=request)
    return {
        "id": attachment.public_id,
        "field": attachment.field_key,
        "name": attachment.name,
        "kind": attachment.kind,
        "size": attachment.size,
        "url": url,
    }


def _record_look(request: Request, application: Application, what: str) -> None:
    try:
        review.record_look(application=application, staff=request.user, what=what, detail={"token": request.auth.name})
    except NotPermitted as error:
        raise PermissionDenied from error


def _message_required() -> Refused:
    message = _("申請者へのお知らせを入力してください。何を直すか、理由は何かを書いてください。")
    problem = {"field": "message", "part": None, "code": "required", "message": message}
    return Refused(422, "message_required", message, fields=[problem])


def _conflict(application: Application, error: Exception) -> Refused:
    application.refresh_from_db(fields=["status", "revision"])
    current = {"status": str(application.status), "revision": application.revision}
    if isinstance(error, NotAllowed):
        message = _("いまの状態からは、この操作はできません。")
        return Refused(409, "not_possible_now", message, current=current)
    message = _("ほかの人が先にこの申請を更新しました。最新の内容を確かめて、必要ならもう一度送ってください。")
    return Refused(409, "changed_meanwhile", message, current=current)
