"""One application on one page: answers, files, 経過, notes, and the verbs this person may use now."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms_app.models import Application, Attachment
from forms_app.models.published import published_definition
from forms_app.rendering.download import as_download, as_pdf, as_picture
from forms_app.rendering.history import history_rows
from forms_app.rendering.summary import file_view, sections
from forms_app.services import paper, review
from forms_app.services.attachments import read_attachment, read_picture
from forms_app.services.errors import Conflict, MessageRequired, NotPermitted
from forms_app.workflow import Actor, NotAllowed, Transition, verbs_from
from municipalities.accounts import rules
from municipalities.accounts.models import Section, StaffUser
from municipalities.support.pictures import NotAPicture, TooManyPixels
from municipalities.tenancy.context import require_town

VERB_BUTTONS = {
    "take_over": (gettext_lazy("担当する"), "person_add", "primary"),
    "return_for_correction": (gettext_lazy("差し戻す"), "undo", "default"),
    "approve": (gettext_lazy("承認する"), "check", "primary"),
    "reject": (gettext_lazy("不承認にする"), "block", "danger"),
    "complete": (gettext_lazy("完了にする"), "task_alt", "primary"),
}
DONE_SENTENCES = {
    "take_over": gettext_lazy("この申請の担当になりました。"),
    "return_for_correction": gettext_lazy("差し戻しました。申請者にお知らせが送られます。"),
    "approve": gettext_lazy("承認しました。申請者にお知らせが送られます。"),
    "reject": gettext_lazy("不承認にしました。申請者にお知らせが送られます。"),
    "complete": gettext_lazy("完了にしました。申請者にお知らせが送られます。"),
}
LONGEST_MESSAGE = 2000


def show(request: HttpRequest, model_admin: Any, object_id: str, *, status: int = 200, **typed: Any) -> HttpResponse:
    """Looking is a deed: it leaves an audit row."""
    application = _visible_application(request, object_id)
    if status == 200:
        review.record_look(application=application, staff=request.user)
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": application.form_version.title,
        "subtitle": application.receipt_number,
        "application": application,
        "facts": _facts(application),
        "sections": sections(
            published_definition(application.form_version_id),
            application.get_answers(),
            _files(application),
            change=None,
        ),
        "history": history_rows(application.history.select_related("staff")),
        "notes": application.notes.select_related("staff"),
        "pdf_url": reverse("admin:forms_app_application_pdf", args=[application.pk]),
        "print_url": reverse("admin:forms_app_application_print", args=[application.pk]),
        "verbs": _verbs(request, application),
        "may_note": rules.can_review(request.user, application.section_id),
        "assignment": _assignment(request, application),
        "longest_message": LONGEST_MESSAGE,
        "typed": typed,
    }
    return TemplateResponse(request, "admin/forms_app/application/case.html", context, status=status)


def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One verb of the workflow. What was typed survives a refusal."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    application = _visible_application(request, pk)
    if verb not in VERB_BUTTONS:
        raise Http404
    message = _typed(request, "message")
    arguments = {"application": application, "staff": request.user, "revision": _revision(request)}
    if verb != "take_over":
        arguments["message"] = message
    try:
        getattr(review, verb)(**arguments)
    except NotPermitted as error:
        raise PermissionDenied from error
    except MessageRequired:
        return _again(
            request,
            application,
            _("申請者へのお知らせを入力してください。何を直すか、理由は何かを書いてください。"),
            422,
            message=message,
        )
    except (Conflict, NotAllowed):
        return _again(request, application, _conflict_sentence(), 409, message=message)
    messages.success(request, DONE_SENTENCES[verb])
    return _back_to(application)


def assign(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    application = _visible_application(request, pk)
    section = get_object_or_404(Section, pk=_number(request.POST.get("section")))
    assignee = StaffUser.objects.filter(pk=_number(request.POST.get("assignee")), is_active=True).first()
    try:
        review.assign(
            application=application, staff=request.user, revision=_revision(request), assignee=assignee, section=section
        )
    except NotPermitted as error:
        if error.args == ("assignee",):
            return _again(
                request,
                application,
                _("その職員は、選んだ課の申請を担当できません。課と担当者の組み合わせを確かめてください。"),
                422,
            )
        raise PermissionDenied from error
    except Conflict:
        return _again(request, application, _conflict_sentence(), 409)
    messages.success(request, _("担当を変更しました。"))
    if not rules.can_see_section(request.user, section.pk):
        return redirect("admin:forms_app_application_changelist")
    return _back_to(application)


def note(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    application = _visible_application(request, pk)
    text = _typed(request, "text")
    if not text.strip():
        return _again(request, application, _("内部メモを入力してください。"), 422)
    try:
        review.add_note(application=application, staff=request.user, text=text)
    except NotPermitted as error:
        raise PermissionDenied from error
    messages.success(request, _("内部メモを残しました。"))
    return _back_to(application)


def file(request: HttpRequest, pk: int, public_id: UUID) -> HttpResponse:
    application = _visible_application(request, pk)
    attachment = get_object_or_404(Attachment, application=application, public_id=public_id)
    review.record_look(application=application, staff=request.user, what="application.file")
    return as_download(attachment, read_attachment(attachment))


def print_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """For the office's printer: answers and 経過 on a page without anything else. Notes stay off paper, which travels."""
    application = _visible_application(request, pk)
    review.record_look(application=application, staff=request.user, what="application.print")
    definition = published_definition(application.form_version_id)
    context = {
        "application": application,
        "town": require_town(),
        "facts": _facts(application),
        "sections": sections(definition, application.get_answers(), _files(application), change=None),
        "history": history_rows(application.history.select_related("staff")),
        "printed_at": timezone.now(),
        "case_url": reverse("admin:forms_app_application_change", args=[application.pk]),
    }
    return TemplateResponse(request, "admin/forms_app/application/print.html", context)


def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    application = _visible_application(request, pk)
    return pdf_of_many([application], request.user)


def pdf_of_many(applications: Sequence[Application], staff: StaffUser) -> HttpResponse:
    try:
        content = paper.staff_paper(applications=applications, staff=staff)
    except NotPermitted as error:
        raise PermissionDenied from error
    [first, *others] = applications
    name = first.receipt_number if not others else _("申請%(count)d件") % {"count": len(applications)}
    return as_pdf(content, name=f"{name}.pdf")


def picture(request: HttpRequest, pk: int, public_id: UUID) -> HttpResponse:
    """The file as a JPEG for the page; 404 where it cannot be shown: the link to the file itself stays."""
    application = _visible_application(request, pk)
    attachment = get_object_or_404(Attachment, application=application, public_id=public_id)
    try:
        content = read_picture(attachment)
    except (NotAPicture, TooManyPixels) as error:
        raise Http404 from error
    review.record_look(application=application, staff=request.user, what="application.file")
    return as_picture(content)


def _visible_application(request: HttpRequest, pk: str | int) -> Application:
    application = Application.objects.with_relations().filter(pk=_number(pk)).first()
    if application is None:
        raise Http404
    if not rules.can_see_section(request.user, application.section_id):
        raise PermissionDenied
    return application


def _again(request: HttpRequest, application: Application, sentence: str, status: int, **typed: Any) -> HttpResponse:
    from municipalities.accounts.admin_site import staff_site

    messages.error(request, sentence)
    return show(request, staff_site.get_model_admin(Application), str(application.pk), status=status, **typed)


def _conflict_sentence() -> str:
    return _("ほかの職員が先にこの申請を更新しました。下の最新の内容を確かめて、必要ならもう一度操作してください。")


def _facts(application: Application) -> list[tuple[str, Any]]:
    return [
        (_("受付番号"), application.receipt_number),
        (_("状態"), application.status_label),
        (_("担当課"), application.section.name),
        (_("担当者"), application.assignee or _("まだ決まっていません")),
        (_("申請日時"), timezone.localtime(application.submitted_at).strftime("%Y/%m/%d %H:%M")),
        (_("処理期限"), timezone.localtime(application.due_at).strftime("%Y/%m/%d")),
        (_("公開版"), _("第%(number)d版") % {"number": application.form_version.number}),
        (_("申請者のログイン"), _("あり") if application.resident_id else _("なし")),
    ]


def _files(application: Application) -> dict[str, dict[str, str]]:
    def url(attachment: Attachment) -> str:
        return reverse("admin:forms_app_application_file", args=[application.pk, attachment.public_id])

    def picture_url(attachment: Attachment) -> str:
        return reverse("admin:forms_app_application_picture", args=[application.pk, attachment.public_id])

    return {str(a.public_id): file_view(a, url(a), picture_url(a)) for a in application.attachments.all()}


def _verbs(request: HttpRequest, application: Application) -> list[dict[str, Any]]:
    if not rules.can_review(request.user, application.section_id):
        return []
    return [_button(transition, application) for transition in verbs_from(application.status, Actor.STAFF)]


def _button(transition: Transition, application: Application) -> dict[str, Any]:
    title, icon, variant = VERB_BUTTONS[transition.verb]
    return {
        "verb": transition.verb,
        "title": title,
        "icon": icon,
        "variant": variant,
        "takes_message": transition.verb != "take_over",
        "needs_message": transition.needs_message,
        "url": reverse("admin:forms_app_application_verb", args=[application.pk, transition.verb]),
    }


def _assignment(request: HttpRequest, application: Application) -> dict[str, Any] | None:
    if application.is_closed or not rules.can_assign(request.user, application.section_id):
        return None
    return {
        "sections": Section.objects.filter(is_active=True),
        "people": StaffUser.objects.filter(is_active=True).exclude(role=rules.READ_ONLY),
        "url": reverse("admin:forms_app_application_assign", args=[application.pk]),
    }


def _back_to(application: Application) -> HttpResponse:
    return redirect("admin:forms_app_application_change", application.pk)


def _typed(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\x00", "").replace("\r\n", "\n")[:LONGEST_MESSAGE]


def _revision(request: HttpRequest) -> int:
    return _number(request.POST.get("revision"))


def _number(text: Any) -> int:
    """0, which no row has, for anything that is no number PostgreSQL could hold."""
    text = str(text or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
