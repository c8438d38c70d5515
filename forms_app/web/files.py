"""Files go out through a permission check, as attachments, never as pages."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from forms_app.models import Application, Attachment
from forms_app.rendering.download import as_download, as_pdf
from forms_app.services import paper
from forms_app.services.attachments import read_attachment

from .cookies import current_draft, granted_case


@require_safe
@never_cache
def draft_file(request: HttpRequest, slug: str, public_id: UUID) -> HttpResponse:
    draft = current_draft(request, slug)
    if draft is None:
        raise Http404
    owned = Attachment.objects.filter(draft=draft)
    if draft.corrects_id is not None:
        owned = owned | Attachment.objects.filter(application_id=draft.corrects_id)
    return _sent(get_object_or_404(owned, public_id=public_id))


@require_safe
@never_cache
def case_file(request: HttpRequest, public_id: UUID) -> HttpResponse:
    case = granted_case(request)
    if case is None:
        raise Http404
    return _sent(get_object_or_404(Attachment, application__public_id=case, public_id=public_id))


def paper_of(application: Application, *, with_secret: bool) -> HttpResponse:
    content = paper.resident_paper(application=application, with_secret=with_secret)
    return as_pdf(content, name=f"{application.form_version.title}_{application.receipt_number}.pdf")


def _sent(attachment: Attachment) -> HttpResponse:
    return as_download(attachment, read_attachment(attachment))
