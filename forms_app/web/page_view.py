"""The contexts of a form's pages: one page of questions, and the check page."""

import json
from collections.abc import Mapping

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from forms_app.models import Attachment, Draft
from forms_app.rendering.field_views import FieldViewBuilder
from forms_app.rendering.summary import file_view, sections
from forms_app.schema.answers import Answers, validate, visible_pages
from forms_app.schema.definition import Definition
from forms_app.schema.errors import FieldError
from forms_app.schema.field import Page
from forms_app.schema.mirror import browser_rules
from forms_app.services.draft import seconds_left
from forms_app.services.errors import UploadRefused

from .language import as_read, languages, title_as_read
from .map import map_view
from .marks import marks_of
from .place_choice import PlaceSearch


def page_context(
    request: HttpRequest,
    draft: Draft,
    definition: Definition,
    page: Page,
    *,
    answers: Answers | None = None,
    errors: list[FieldError] | None = None,
    upload_errors: dict[str, UploadRefused] | None = None,
    notice: str = "",
    asked_anew: list[str] | None = None,
    new_row: str = "",
    place_search: PlaceSearch | None = None,
    offers: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """`offers`: what the profile puts into questions that were never answered."""
    kept, offers = draft.get_answers(), offers or {}
    raw = {**kept, **offers}
    if answers is None or offers:
        answers = validate(definition, raw, today=timezone.localdate())
    builder = FieldViewBuilder(
        raw,
        answers,
        errors=errors or [],
        upload_errors=upload_errors,
        read_files=lambda: files_of_draft(draft),
        new_row=new_row,
        offered=offers.keys(),
    )
    shown = as_read(request, definition)
    page_shown = shown.page(page.key)
    groups = [builder.group(group) for group in page_shown.groups]
    slug = draft.form_version.form.slug
    return {
        "form_title": title_as_read(request, draft.form_version),
        "languages": languages(request, definition),
        "slug": slug,
        "page": page_shown,
        "steps": steps(shown, answers, page.key, slug),
        "groups": groups,
        "errors": builder.summary(page_shown),
        "notice_text": notice,
        "place_search": place_search,
        "asked_anew": asked_anew,
        "map": map_view(request, page),
        "is_assisted": draft.entered_by_id is not None,
        "marks": json.dumps(marks_of([q for q in page.fields if q.key not in offers], kept)),
        "offered_marks": json.dumps(marks_of([q for q in page.fields if q.key in offers], offers)),
        "has_offers": bool(offers),
        "rules": browser_rules(definition, page.key, earlier_values(definition, answers, page)),
        "correction": correction_of(draft),
        "expires_at": draft.expires_at,
        "seconds_left": seconds_left(draft),
        "has_newer_version": has_newer_version(draft),
        "is_multipart": any(f.type == "attachment" for group in page.groups for f in group.fields),
    }


def check_context(request: HttpRequest, draft: Draft, definition: Definition, answers: Answers) -> dict[str, object]:
    slug = draft.form_version.form.slug
    shown = as_read(request, definition)
    return {
        "form_title": title_as_read(request, draft.form_version),
        "languages": languages(request, definition),
        "slug": slug,
        "steps": steps(shown, answers, None, slug),
        "sections": sections(shown, answers.values, files_of_draft(draft), change=slug),
        "submission_key": str(draft.public_id),
        "is_assisted": draft.entered_by_id is not None,
        "expires_at": draft.expires_at,
        "errors": [],
        "correction": correction_of(draft),
    }


def steps(definition: Definition, answers: Answers, current: str | None, slug: str) -> list[dict[str, object]]:
    """The visible pages and the check page; `current` None: the check page."""
    pages = visible_pages(definition, answers.values)
    keys = [page.key for page in pages]
    position = keys.index(current) if current in keys else len(keys)
    listed = [
        {
            "number": number + 1,
            "title": page.title,
            "state": "done" if number < position else "current" if number == position else "todo",
            "url": reverse("apply_page", args=[slug, page.key]) if number < position else "",
        }
        for number, page in enumerate(pages)
    ]
    check = {
        "number": len(pages) + 1,
        "title": "",
        "state": "current" if current is None else "todo",
        "url": "",
        "is_check": True,
    }
    return [*listed, check]


def page_url(request: HttpRequest, slug: str, page: Page) -> str:
    """Of the page that is shown, and goes back to the check page where it came from there."""
    query = "?from_check=1" if "from_check" in request.GET else ""
    return reverse("apply_page", args=[slug, page.key]) + query


def has_newer_version(draft: Draft) -> bool:
    """A correction keeps the version of its application."""
    return draft.corrects_id is None and draft.form_version_id != draft.form_version.form.current_version_id


def earlier_values(definition: Definition, answers: Answers, page: Page) -> dict[str, object]:
    own = {f.key for group in page.groups for f in group.fields}
    return {key: value for key, value in answers.values.items() if key not in own}


def correction_of(draft: Draft) -> dict[str, str] | None:
    if draft.corrects_id is None:
        return None
    change = draft.corrects.history.filter(verb="return_for_correction").order_by("-id").first()
    return {"message": change.message if change else "", "receipt_number": draft.corrects.receipt_number}


def files_of_draft(draft: Draft) -> dict[str, dict[str, str]]:
    owned = Attachment.objects.filter(draft=draft)
    if draft.corrects_id is not None:
        owned = owned | Attachment.objects.filter(application_id=draft.corrects_id)
    slug = draft.form_version.form.slug
    return {str(a.public_id): file_view(a, reverse("draft_file", args=[slug, a.public_id])) for a in owned}
