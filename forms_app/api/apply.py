"""Apply by program: a draft for the files, then everything in one call; and what became of it."""

from uuid import UUID

from django.utils.translation import gettext as _
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from forms_app.models import Application, Attachment, Draft
from forms_app.models.published import published_definition
from forms_app.models.receipt import normalise_receipt_number, receipt_secret
from forms_app.rendering.history import history_rows
from forms_app.rendering.lookup_sentences import no_such_receipt, not_a_receipt_number, too_many_lookups
from forms_app.rendering.sentences import upload_sentence
from forms_app.schema.field import Field
from forms_app.services.attachments import store_upload
from forms_app.services.draft import start_draft
from forms_app.services.errors import (
    DraftGone,
    FormClosed,
    FormFull,
    InvalidAnswers,
    KeyReused,
    NoSuchReceipt,
    Superseded,
    TooManyLookups,
    UploadRefused,
)
from forms_app.services.lookup import LOOKUPS_BY_CLIENT, look_up_application
from forms_app.services.submit_once import submit_once
from municipalities.tenancy.throttle import client_address

from .documentation import IDEMPOTENCY_KEY, described
from .errors import Refused, invalid_answers
from .forms import published_form
from .headers import NO_STORE
from .language import LANGUAGE, as_asked
from .parsing import bounded_upload, idempotency_key, parsed
from .shapes import ApplicationSent, DraftStarted, FileKept, FileSent, LookupSent, Receipt, Status


class DraftsView(APIView):
    @described(
        operation_id="start_draft",
        tags=["apply"],
        summary="下書きを作る（ファイルを添付するときだけ）",
        description="下書きの番号を知っている人は、ファイルを足して申請できます。ほかの人に見せないでください。7日で消えます。",
        request=None,
        answers={201: DraftStarted},
        refused=[409],
    )
    def post(self, request: Request, slug: str) -> Response:
        form = published_form(slug)
        try:
            draft = start_draft(form=form)
        except FormClosed as error:
            raise _closed(error) from error
        started = {"draft": draft.public_id, "version": form.current_version.number, "expires_at": draft.expires_at}
        return Response(started, status=201, headers=NO_STORE)


class DraftFilesView(APIView):
    parser_classes = [MultiPartParser]

    @described(
        operation_id="send_file",
        tags=["apply"],
        summary="下書きにファイルを添付する",
        request={"multipart/form-data": FileSent},
        answers={201: FileKept},
        refused=[409, 413, 415, 422],
    )
    def post(self, request: Request, slug: str, draft_id: UUID) -> Response:
        draft = _draft(slug, draft_id)
        sent = parsed(FileSent, bounded_upload(request))
        question = _question(draft, sent["field"])
        beside = draft.attachments.filter(field_key=question.key).values_list("public_id", flat=True)
        try:
            stored = store_upload(
                draft=draft, field=question, upload=sent["file"], beside=[str(public_id) for public_id in beside]
            )
        except UploadRefused as refused:
            raise _refused_file(question, refused) from refused
        except DraftGone as error:
            raise _draft_gone() from error
        return Response(_kept(stored), status=201)


class SubmitView(APIView):
    @described(
        operation_id="submit_application",
        tags=["apply"],
        summary="申請する",
        description=(
            "同じ Idempotency-Key と同じ内容で送り直すと、はじめと同じ受付番号が 200 で返ります（二重の申請にはなりません）。"
            "同じキーで別の内容を送ると 422 です。"
        ),
        parameters=[IDEMPOTENCY_KEY, LANGUAGE],
        request=ApplicationSent,
        answers={201: Receipt, 200: Receipt},
        refused=[409, 413, 415, 422],
    )
    def post(self, request: Request, slug: str) -> Response:
        key = idempotency_key(request)
        form = published_form(slug)
        sent = parsed(ApplicationSent, request.data)
        try:
            submitted = submit_once(form=form, key=key, answers=sent["answers"], draft_id=sent.get("draft"))
        except InvalidAnswers as error:
            raise invalid_answers(as_asked(request, error.definition), error.answers.errors) from error
        except FormClosed as error:
            raise _closed(error) from error
        except DraftGone as error:
            raise _draft_gone() from error
        except Superseded as error:
            raise _superseded() from error
        except KeyReused as error:
            raise _key_reused() from error
        application = Application.objects.with_relations().get(pk=submitted.application.pk)
        return Response(_receipt(application), status=201 if submitted.is_new else 200, headers=NO_STORE)


class StatusView(APIView):
    @described(
        operation_id="look_up_status",
        tags=["apply"],
        summary="受付番号と照会パスワードで経過を見る",
        description="URL に照会パスワードを残さないよう、POST で送ります。",
        request=LookupSent,
        answers={200: Status},
        refused=[413, 415, 422],
    )
    def post(self, request: Request) -> Response:
        sent = parsed(LookupSent, request.data)
        try:
            found = look_up_application(
                receipt_number=normalise_receipt_number(sent["receipt_number"]),
                secret=sent["secret"],
                client=client_address(request),
            )
        except ValueError as error:
            raise Refused(422, "not_a_receipt_number", not_a_receipt_number()) from error
        except NoSuchReceipt as error:
            raise Refused(422, "no_such_receipt", no_such_receipt()) from error
        except TooManyLookups as error:
            raise _too_many_lookups() from error
        application = Application.objects.with_relations().get(pk=found.pk)
        return Response(_status(application), headers=NO_STORE)


def _draft(slug: str, draft_id: UUID) -> Draft:
    draft = Draft.objects.begun_for(slug).filter(public_id=draft_id).first()
    if draft is None:
        raise _draft_gone()
    return draft


def _question(draft: Draft, key: str) -> Field:
    questions = published_definition(draft.form_version_id).answerable_fields
    found = next((field for field in questions if field.key == key and field.type == "attachment"), None)
    if found is None:
        message = _("この手続には、ファイルを添付する「%(field)s」という設問がありません。") % {"field": key}
        raise Refused(422, "no_such_field", message)
    return found


def _kept(attachment: Attachment) -> dict[str, object]:
    return {
        "id": attachment.public_id,
        "field": attachment.field_key,
        "name": attachment.name,
        "kind": attachment.kind,
        "size": attachment.size,
    }


def _receipt(application: Application) -> dict[str, object]:
    return {
        "receipt_number": application.receipt_number,
        "secret": receipt_secret(application.public_id),
        "form": application.form.slug,
        "version": application.form_version.number,
        "submitted_at": application.submitted_at,
    }


def _status(application: Application) -> dict[str, object]:
    steps = history_rows(application.history.all())
    return {
        "receipt_number": application.receipt_number,
        "form": application.form.slug,
        "title": application.form_version.title,
        "section": application.section.name,
        "status": str(application.status),
        "status_label": application.status_label,
        "submitted_at": application.submitted_at,
        "updated_at": application.updated_at,
        "history": [{name: row[name] for name in ("at", "verb", "label", "message")} for row in steps],
    }


def _refused_file(question: Field, refused: UploadRefused) -> Refused:
    message = upload_sentence(question, refused)
    problem = {"field": question.key, "part": None, "code": refused.code, "message": message}
    return Refused(422, "file_refused", message, fields=[problem])


def _too_many_lookups() -> Refused:
    refused = Refused(429, "too_many_lookups", too_many_lookups())
    refused.wait = LOOKUPS_BY_CLIENT.window.total_seconds()  # becomes Retry-After
    return refused


def _closed(error: FormClosed) -> Refused:
    if isinstance(error, FormFull):
        return Refused(409, "form_full", _("受け付けられる件数に達したため、受付を終わりました。"))
    return Refused(409, "form_closed", _("この手続は、いま受け付けていません。"))


def _draft_gone() -> Refused:
    message = _("この下書きはありません。申請が済んだか、期限が過ぎています。はじめからやり直してください。")
    return Refused(404, "draft_not_found", message)


def _superseded() -> Refused:
    message = _("この手続の内容が新しくなりました。下書きをはじめから作り直してください。")
    return Refused(409, "version_superseded", message)


def _key_reused() -> Refused:
    message = _("この Idempotency-Key は、別の内容の申請に使われています。新しいキーで送ってください。")
    return Refused(422, "idempotency_key_reused", message)
