"""Where a draft goes on: at the first question that still needs an answer."""

from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone

from forms_app.models import Draft
from forms_app.models.published import published_definition
from forms_app.schema.answers import validate


def go_on_with(draft: Draft) -> HttpResponseRedirect:
    slug = draft.form_version.form.slug
    definition = published_definition(draft.form_version_id)
    wrong = {error.field for error in validate(definition, draft.get_answers(), today=timezone.localdate()).errors}
    first = next((field for field in definition.answerable_fields if field.key in wrong), None)
    if first is None:
        return redirect("apply_check", slug=slug)
    return redirect("apply_page", slug=slug, page_key=first.page_key)
