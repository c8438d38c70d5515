"""A clerk types for a resident at the counter or on the telephone: the residents' own pages, under the clerk's name."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from forms_app.models import Form
from forms_app.models.published import published_definition
from forms_app.services import draft as drafts
from forms_app.services.errors import FormClosed, NotPermitted

from .cookies import remember_draft
from .page_input import said_by_link


@require_POST
@never_cache
def start_for_resident(request: HttpRequest, slug: str) -> HttpResponse:
    """Always a new draft: the one begun before was for somebody else."""
    if not request.user.is_authenticated:
        raise Http404
    form = get_object_or_404(Form.objects.published(), slug=slug)
    try:
        draft = drafts.start_draft(form=form, staff=request.user, said=said_by_link(request.POST))
    except NotPermitted as error:
        raise Http404 from error
    except FormClosed:
        return redirect("procedure", slug=slug)
    first = published_definition(draft.form_version_id).pages[0]
    response = redirect("apply_page", slug=slug, page_key=first.key)
    remember_draft(request, response, form=form, draft=draft)
    return response
