"""The control of the question that a conversation asks: the same template, and the same reading of it, as on the form's own page."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest

from chatbot.dialogue.filling.translated import as_read
from chatbot.dialogue.skills.form_filling import Asked
from forms_app.rendering.field_views import FieldViewBuilder
from forms_app.schema.field import Page
from forms_app.services.errors import UploadRefused
from forms_app.web.map import map_view
from forms_app.web.marks import marks_of
from forms_app.web.page_view import files_of_draft
from forms_app.web.place_choice import PlaceSearch


def page_of(asked: Asked) -> Page:
    """A page with nothing but the question."""
    question = asked.step.question
    assert question is not None
    page, group = asked.definition.groups_of[question.key]
    return replace(page, groups=(replace(group, title="", description="", fields=(question,)),))


def _as_read(asked: Asked) -> Page:
    question, shown = asked.step.question, as_read(asked.definition)
    assert question is not None
    return page_of(replace(asked, definition=shown, step=replace(asked.step, question=shown.field(question.key))))


def control_context(
    request: HttpRequest,
    asked: Asked,
    *,
    upload_errors: Mapping[str, UploadRefused] | None = None,
    notice: str = "",
    new_row: str = "",
    place_search: PlaceSearch | None = None,
) -> dict[str, Any]:
    page, raw = _as_read(asked), asked.draft.get_answers()
    builder = FieldViewBuilder(
        raw,
        asked.step.answers,
        errors=asked.step.errors,
        upload_errors=upload_errors,
        read_files=lambda: files_of_draft(asked.draft),
        new_row=new_row,
    )
    return {
        "field": builder.group(page.groups[0])["fields"][0],
        "marks": json.dumps(marks_of(page.fields, raw)),
        "slug": asked.draft.form_version.form.slug,
        "map": map_view(request, page),
        "notice_text": notice,
        "place_search": place_search,
    }
