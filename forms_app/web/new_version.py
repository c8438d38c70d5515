"""A newer version was published in the middle of a draft: what changed, and the button that goes over to it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from forms_app.models import Draft
from forms_app.models.published import published_definition
from forms_app.rendering.version_changes import change_sentences, mandatory_sentence
from forms_app.services.errors import DraftGone, Superseded
from forms_app.services.switch import carried_over, switch_version

from .apply import draft_is_gone
from .cookies import current_draft, remember_draft
from .going_on import go_on_with
from .page_view import has_newer_version


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new_version(request: HttpRequest, slug: str) -> HttpResponse:
    draft = current_draft(request, slug)
    if draft is None:
        return draft_is_gone(request, slug)
    if not has_newer_version(draft):
        return go_on_with(draft)
    if request.method != "POST":
        return _show(request, draft)
    try:
        switched = switch_version(draft_id=draft.public_id)
    except DraftGone:
        return draft_is_gone(request, slug)
    except Superseded:
        return redirect("apply_new_version", slug=slug)
    response = go_on_with(switched)
    remember_draft(request, response, form=draft.form_version.form, draft=switched)
    return response


def _show(request: HttpRequest, draft: Draft) -> HttpResponse:
    mandatory, form = draft.superseded_by, draft.form_version.form
    context = {
        "form_title": draft.form_version.title,
        "slug": form.slug,
        "mandatory_text": mandatory_sentence(mandatory) if mandatory else "",
        "stay_url": go_on_with(draft).url,
        "is_stopped": bool(mandatory and mandatory.stops_old_drafts),
    }
    if not context["is_stopped"]:
        before, after = (published_definition(pk) for pk in (draft.form_version_id, form.current_version_id))
        context["changes"] = change_sentences(before, after)
        context["again"] = [field.label for field in carried_over(draft, form.current_version_id).again]
    return render(request, "forms_app/web/new_version.html", context)
