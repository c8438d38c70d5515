"""A resident's file as a download, never shown as a page of ours, whatever it holds; and its picture."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from forms_app.models import Attachment


def as_download(attachment: Attachment, content: bytes) -> HttpResponse:
    response = _harmless(content, attachment.kind)
    response["Content-Disposition"] = content_disposition_header(True, attachment.name)
    return response


def as_pdf(content: bytes, *, name: str) -> HttpResponse:
    """Paper that we made. `name` holds nothing personal: it stands in lists of downloads."""
    response = HttpResponse(content, content_type="application/pdf")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def as_picture(jpeg: bytes) -> HttpResponse:
    """A picture that we made from such a file, for our own pages."""
    return _harmless(jpeg, "image/jpeg")


def _harmless(content: bytes, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
