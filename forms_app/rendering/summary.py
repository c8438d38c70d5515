"""An application's answers, page by page, for the check page, the case page and the staff page."""

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from forms_app.models import Attachment
from forms_app.schema.definition import Definition
from forms_app.schema.field import Page

from .nodes import AnswerNode, walk_for_reading


def sections(
    definition: Definition, values: dict[str, object], files: dict[str, dict[str, str]], *, change: str | None
) -> list[dict[str, object]]:
    """The answers page by page, and what a link said at the end. `change`: the form's slug where they can still be changed."""

    def change_url(page: Page | None, anchor: str = "") -> str:
        if change is None or page is None:
            return ""
        return f"{reverse('apply_page', args=[change, page.key])}?from_check=1{anchor}"

    def row(answer: AnswerNode, url: str) -> dict[str, object]:
        return {
            "label": answer.label,
            "text": answer.text,
            "picture": answer.picture,
            "files": [files[file_id] for file_id in answer.file_ids if file_id in files],
            "change_url": url,
        }

    return [
        {
            "page_title": node.title,
            "change_url": change_url(node.page),
            "rows": [row(answer, change_url(node.page, f"#f-{answer.field.key}")) for answer in node.answers],
        }
        for node in walk_for_reading(definition, values)
    ]


SHOWN_PICTURES = {"image/jpeg", "image/png", "image/webp", "image/heic"}


def file_view(attachment: Attachment, url: str, picture_url: str = "") -> dict[str, object]:
    """`picture_url`: where a JPEG of it is shown, if anywhere."""
    return {
        "public_id": str(attachment.public_id),
        "name": attachment.name,
        "size_text": filesizeformat(attachment.size),
        "url": url,
        "picture_url": picture_url if attachment.kind in SHOWN_PICTURES else "",
    }
