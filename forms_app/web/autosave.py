"""What is typed is kept a moment after typing stops. Asked by static/js/autosave.js; without it, pages save as they are sent."""

from datetime import timedelta

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from forms_app.models import Draft
from forms_app.models.published import published_definition
from forms_app.schema.field import Page
from forms_app.services import draft as drafts
from forms_app.services.errors import DraftGone
from municipalities.tenancy.throttle import Limit, is_allowed

from .cookies import current_draft, is_lately_remembered, remember_draft
from .language import reading
from .marks import marks_of
from .page_input import answerable, typed_answers

AUTOSAVES = Limit(purpose="autosave", attempts=1200, window=timedelta(hours=1))


@require_POST
@never_cache
def autosave(request: HttpRequest, slug: str, page_key: str) -> JsonResponse:
    """Keeps what was typed and renews the draft's seven days; answers the marks of what was kept, for the page."""
    draft = current_draft(request, slug)
    definition = published_definition(draft.form_version_id) if draft else None
    page = next((p for p in definition.pages if p.key == page_key), None) if definition else None
    if draft is None or page is None:
        return _gone()
    with reading(request, definition):
        return _keep(request, draft, page)


def _keep(request: HttpRequest, draft: Draft, page: Page) -> JsonResponse:
    if not is_allowed(AUTOSAVES, str(draft.public_id)):
        return JsonResponse({"message": ""}, status=429)
    typed = typed_answers(request.POST, page)
    try:
        saved = drafts.save_answers(draft_id=draft.public_id, raw=typed)
    except DraftGone:
        return _gone()
    response = JsonResponse(
        {
            "message": _("下書きを保存しました %(time)s") % {"time": f"{timezone.localtime():%H:%M}"},
            "marks": marks_of([q for q in answerable(page) if q.key in typed], typed),
            "until": date_format(timezone.localtime(saved.expires_at), _("Y年n月j日（D）G:i")),
            "seconds_left": drafts.seconds_left(saved),
        }
    )
    # Not every time: an answer that comes late must not bring back the cookie of before.
    if not is_lately_remembered(request):
        remember_draft(request, response, form=draft.form_version.form, draft=draft)
    return response


def _gone() -> JsonResponse:
    sentence = _("この下書きは、送信されたか、消されています。手続のページから、もう一度はじめてください。")
    return JsonResponse({"message": sentence}, status=410)
