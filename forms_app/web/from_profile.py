"""What the profile of whoever is logged in puts into a page. It is only shown: what is kept is what the resident sends."""

from django.http import HttpRequest

from forms_app.models import Draft
from forms_app.schema.field import Page
from forms_app.schema.profile import offered
from forms_app.services.belonging import take_draft
from forms_app.services.profile import facts_to_offer
from municipalities.residents.recognising import resident_of

OFFERED_CONTROL = "as-offered"
"""The marks (marks.py) of what the profile offered: autosave leaves it alone until the resident changes it or goes on."""


def take_for_resident(request: HttpRequest, draft: Draft) -> None:
    """What was begun before the log-in is the resident's from here on."""
    if draft.resident_id is None and draft.corrects_id is None and draft.entered_by_id is None:
        resident = resident_of(request)
        if resident is not None:
            take_draft(draft=draft, resident=resident)


def offers_for(request: HttpRequest, draft: Draft, page: Page) -> dict[str, object]:
    """Field key → raw answer, for the questions of the page that were never answered in this draft."""
    kept = draft.get_answers()
    questions = [question for question in page.fields if question.profile and question.key not in kept]
    resident = resident_of(request) if questions and draft.corrects_id is None else None
    if resident is None or draft.resident_id != resident.pk:
        return {}
    return offered(questions, facts_to_offer(resident))
