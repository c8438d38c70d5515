"""A resident's file as a download: never shown as a page of ours, whatever it holds."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from forms_app.models import Attachment


def as_download(attachment: Attachment, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=attachment.kind)
    response["Content-Disposition"] = content_disposition_header(True, attachment.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
