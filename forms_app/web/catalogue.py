"""Find a procedure, and read about it before starting."""

from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from forms_app.models import Category, Form
from forms_app.models.published import published_definition
from forms_app.rendering.guide import Guide
from forms_app.rendering.paragraphs import paragraphs
from forms_app.schema.definition import Definition
from forms_app.schema.prefill import parameters
from municipalities.support.japanese_text import search_forms_of
from municipalities.tenancy.features import PROCEDURES

from .cookies import current_draft
from .language import as_read, languages, reading, remember_asked

PAGE_SIZE = 20
LONGEST_QUERY = 100
FEW = 20
"""Places left: worth telling."""
FULL = gettext_lazy("受け付けられる件数に達したため、受付を終わりました。空きが出ると、また受け付けます。")


@require_safe
def procedures(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    category = request.GET.get("category", "")
    category = category if category in Category.values else ""
    found = search(Form.objects.open_at().select_related("section"), query)
    if category:
        found = found.filter(category=category)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "query": query,
        "categories": [{"key": c.value, "title": c.label} for c in Category],
        "selected_category": category,
        "procedures": [card(form) for form in page],
        "page": page,
    }
    return render(request, "forms_app/web/procedure_list.html", context)


@require_safe
@never_cache
def procedure(request: HttpRequest, slug: str) -> HttpResponse:
    form = get_object_or_404(Form.objects.published().select_related("section", "quota"), slug=slug)
    definition = published_definition(form.current_version_id)
    with reading(request, definition):
        response = _procedure(request, form, definition)
    return remember_asked(request, response)


def _procedure(request: HttpRequest, form: Form, definition: Definition) -> HttpResponse:
    quota = getattr(form, "quota", None)
    is_full = quota is not None and quota.left == 0
    is_open = form.is_open() and not is_full and request.town.has_feature(PROCEDURES)
    guide = Guide(form, definition, as_read(request, definition))
    details = {
        **card(form),
        "title": guide.title,
        "summary": guide.text("summary"),
        "description_html": paragraphs(guide.text("description")),
        "legal_basis": form.legal_basis,
        "section_phone": form.section.phone,
        "duration_text": guide.text("duration_text"),
        "needed_items": guide.lines("needed_items"),
        "fee_text": guide.text("fee_text"),
        "is_open": is_open,
        "closed_reason": "" if is_open else FULL if is_full and form.is_open() else closed_reason(form),
        "places_left": quota.left if is_open and quota and quota.left <= FEW else None,
        "slug": form.slug,
    }
    return render(
        request,
        "forms_app/web/procedure.html",
        {
            "procedure": details,
            "languages": languages(request, definition),
            "has_draft": current_draft(request, form.slug) is not None,
            "said": said_by(request.GET, form),
        },
    )


def said_by(address: QueryDict, form: Form) -> dict[str, str]:
    """The parameters of the link that this form knows; most links have none."""
    if not address:
        return {}
    known = parameters(published_definition(form.current_version_id))
    return {name: text.replace("\x00", "")[:LONGEST_QUERY] for name, text in address.items() if name in known}


def search(forms: QuerySet[Form], query: str) -> QuerySet[Form]:
    """Every word must occur in title, summary or keywords, in any kana and width."""
    for word in query.split():
        spellings = Q()
        for spelling in search_forms_of(word):
            spellings |= Q(title__icontains=spelling) | Q(summary__icontains=spelling) | Q(keywords__icontains=spelling)
        forms = forms.filter(spellings)
    return forms


def card(form: Form) -> dict[str, object]:
    return {
        "title": form.title,
        "summary": form.summary,
        "category_title": form.get_category_display(),
        "section_name": form.section.name,
        "url": reverse("procedure", args=[form.slug]),
        "is_open": True,
        "closes_at": form.closes_at,
    }


def closed_reason(form: Form) -> str:
    if form.opens_at and form.opens_at > timezone.now():
        return _("受付は %(date)s に始まります。") % {"date": _date_time(form.opens_at)}
    if form.closes_at and form.closes_at <= timezone.now():
        return _("受付は %(date)s に終了しました。") % {"date": _date_time(form.closes_at)}
    return _("ただいま受付を止めています。お急ぎの場合は、担当課へお電話ください。")


def _date_time(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), _("Y年n月j日 G:i"))
