"""Fill in, page by page; check; send. Each view parses, calls one verb and answers."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forms_app.models import Application, Draft, Form, StatusChange
from forms_app.models.published import published_definition
from forms_app.models.receipt import receipt_secret
from forms_app.models.statistic import CHECK_PAGE
from forms_app.rendering.field_views import errors_of
from forms_app.rendering.profile_words import FACT_NAMES
from forms_app.schema.answers import Answers, validate, visible_pages
from forms_app.schema.definition import Definition, Page
from forms_app.schema.errors import FieldError
from forms_app.services import draft as drafts
from forms_app.services import statistics, submit
from forms_app.services.again import asked_anew
from forms_app.services.errors import DraftGone, FormClosed, InvalidAnswers, Superseded
from forms_app.services.notify import contact_address
from forms_app.services.profile import new_facts
from forms_app.workflow import NotAllowed
from municipalities.residents.recognising import resident_of
from municipalities.tenancy.addresses import path_of
from municipalities.tenancy.features import PROCEDURES
from municipalities.tenancy.throttle import Limit, client_address, is_allowed

from . import language, page_input, page_view
from .cookies import current_draft, grant_case, known_ids, may_use, remember_draft, remember_filed
from .device import device_of
from .files import paper_of
from .from_profile import offers_for, take_for_resident
from .map import allow_tiles

STARTS = Limit(purpose="start a draft", attempts=300, window=timedelta(hours=1))


@require_POST
@never_cache
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin, or go on with what this browser has begun; `restart` drops that first."""
    form = get_object_or_404(Form.objects.published(), slug=slug)
    existing = current_draft(request, slug)
    if existing is not None and "restart" in request.POST:
        drafts.discard_draft(draft_id=existing.public_id)
        existing = None
    if existing is None and not is_allowed(STARTS, client_address(request)):
        return render(request, "errors/too_many.html", status=429)
    if existing is None and not request.town.has_feature(PROCEDURES):
        return redirect("procedure", slug=slug)
    try:
        said = page_input.said_by_link(request.POST)
        draft = existing or drafts.start_draft(
            form=form, device=device_of(request), said=said, resident=resident_of(request)
        )
    except FormClosed:
        return redirect("procedure", slug=slug)
    first = published_definition(draft.form_version_id).pages[0]
    response = redirect("apply_page", slug=slug, page_key=first.key)
    remember_draft(request, response, form=form, draft=draft)
    return response


@require_POST
@never_cache
def discard(request: HttpRequest, slug: str) -> HttpResponse:
    draft = current_draft(request, slug)
    if draft is not None:
        drafts.discard_draft(draft_id=draft.public_id)
    return redirect("procedure", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def page(request: HttpRequest, slug: str, page_key: str) -> HttpResponse:
    draft = current_draft(request, slug)
    if draft is None:
        return draft_is_gone(request, slug)
    definition = published_definition(draft.form_version_id)
    this_page = next((p for p in definition.pages if p.key == page_key), None)
    if this_page is None:
        return redirect("apply_page", slug=slug, page_key=definition.pages[0].key)
    if request.method == "POST":
        with language.reading(request, definition):
            response = _receive(request, draft, definition, this_page)
        remember_draft(request, response, form=draft.form_version.form, draft=draft)
        return response
    if draft.superseded_by_id is not None:
        return redirect("apply_new_version", slug=slug)
    take_for_resident(request, draft)
    offers = offers_for(request, draft, this_page)
    anew = [field.label for field in asked_anew(draft)] if "again" in request.GET else None
    return language.remember_asked(
        request, _show(request, draft, definition, this_page, asked_anew=anew, offers=offers)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def check(request: HttpRequest, slug: str) -> HttpResponse:
    if request.method == "POST":
        return _submit(request, slug)
    draft = current_draft(request, slug)
    if draft is None:
        return draft_is_gone(request, slug)
    if draft.superseded_by_id is not None:
        return redirect("apply_new_version", slug=slug)
    take_for_resident(request, draft)
    definition = published_definition(draft.form_version_id)
    answers = _validate(definition, draft)
    if not answers.is_valid:
        return _to_first_error(request, draft, definition, answers)
    with language.reading(request, definition):
        context = page_view.check_context(request, draft, definition, answers)
        response = render(request, "forms_app/web/check.html", context)
    return language.remember_asked(request, response)


@require_safe
@never_cache
def done(request: HttpRequest, slug: str) -> HttpResponse:
    step = _filed(request, slug)
    if step is None:
        return draft_is_gone(request, slug)
    application = step.application
    definition = published_definition(application.form_version_id)
    address = contact_address(definition, application.get_answers())
    context = {
        "receipt_number": application.receipt_number,
        "secret": receipt_secret(application.public_id),
        "form_title": language.title_as_read(request, application.form_version),
        "submitted_at": application.submitted_at,
        "email_sent_to_masked": masked(address) if address else None,
        "status_url": reverse("application_status"),
        "pdf_url": reverse("apply_done_pdf", args=[slug]),
        "section_name": application.section.name,
        "section_phone": application.section.phone,
    }
    with language.reading(request, definition):
        of_resident = _of_resident(request, application)
        response = render(request, "forms_app/web/done.html", {"application": context, **of_resident})
    _grant(request, response, slug=slug, draft_id=step.public_id, application=application)
    return response


def _of_resident(request: HttpRequest, application: Application) -> dict[str, object]:
    """What the profile could keep of this application, for whoever is logged in and filed it."""
    resident = resident_of(request)
    if resident is None or application.resident_id != resident.pk:
        return {}
    facts = [FACT_NAMES[fact] for fact in new_facts(resident, application)]
    return {"is_in_my_page": True, "application_id": application.public_id, "new_facts": facts}


@require_safe
@never_cache
def done_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The paper to keep: with the password, which this browser was just shown."""
    step = _filed(request, slug)
    if step is None:
        return draft_is_gone(request, slug)
    return paper_of(step.application, with_secret=True)


def draft_is_gone(request: HttpRequest, slug: str) -> HttpResponse:
    """Sent already (the back button, a second tab), or never begun here, or too old."""
    if _filed(request, slug) is not None:
        return redirect("apply_done", slug=slug)
    form = get_object_or_404(Form.objects.published(), slug=slug)
    with language.reading(request, published_definition(form.current_version_id)):
        return render(request, "forms_app/web/draft_gone.html", {"form": form}, status=410)


def masked(address: str) -> str:
    """`y***@example.jp`: enough to see a slip of the finger, too little for a stranger."""
    name, _, host = address.partition("@")
    return f"{name[:1]}***@{host}"


def _receive(request: HttpRequest, draft: Draft, definition: Definition, this_page: Page) -> HttpResponse:
    """Whatever is wrong, what was typed is kept first."""
    slug = draft.form_version.form.slug
    try:
        received = page_input.receive(request, draft, this_page)
        saved, answers = drafts.save_and_judge(draft_id=draft.public_id, raw=received.raw)
    except DraftGone:
        return draft_is_gone(request, slug)
    if saved.superseded_by_id is not None:
        return redirect("apply_new_version", slug=slug)
    draft.answers_sealed, draft.expires_at = saved.answers_sealed, saved.expires_at
    refused = received.upload_errors
    if received.action == "language" and not refused:
        response = redirect(page_view.page_url(request, slug, this_page))
        language.remember(response, received.target)
        return response
    if received.stays_on_page:
        status = 422 if refused else 200
        said = {"answers": answers, "notice": received.notice, "upload_errors": refused, "new_row": received.new_row}
        said["place_search"] = received.place_search
        return _show(request, draft, definition, this_page, status=status, **said)
    if received.action == "later" and not refused:
        return redirect(f"{reverse('apply_later', args=[slug])}?page={this_page.key}")
    if received.action == "back":
        return _go_back(draft, definition, answers, this_page)
    mistakes = errors_of(answers, this_page)
    found = [(error.field, error.code) for error in mistakes] + [(key, each.code) for key, each in refused.items()]
    statistics.count_errors(draft, found)
    if mistakes and all(mistake.code == "stop" for mistake in mistakes):
        return _stop(request, draft, definition, mistakes)
    if mistakes or refused:
        said = {"answers": answers, "errors": mistakes, "upload_errors": refused}
        return _show(request, draft, definition, this_page, status=422, **said)
    return _go_on(request, draft, definition, answers, this_page)


def _show(
    request: HttpRequest, draft: Draft, definition: Definition, this_page: Page, *, status: int = 200, **extra
) -> HttpResponse:
    with language.reading(request, definition):
        context = page_view.page_context(request, draft, definition, this_page, **extra)
        response = render(request, "forms_app/web/apply_page.html", context, status=status)
    allow_tiles(response, this_page)
    return response


def _stop(request: HttpRequest, draft: Draft, definition: Definition, reasons: list[FieldError]) -> HttpResponse:
    """Not a mistake to mend: this procedure is not for this person or case."""
    form, shown = draft.form_version.form, language.as_read(request, definition)
    questions = [shown.field(reason.field) for reason in reasons]
    context = {
        "form": form,
        "page_key": questions[0].page_key,
        "reasons": [question.refuse_message for question in questions],
    }
    return render(request, "forms_app/web/not_eligible.html", {**context, "section": form.section})


def _go_back(draft: Draft, definition: Definition, answers: Answers, this_page: Page) -> HttpResponse:
    keys = _page_keys(definition, answers)
    position = keys.index(this_page.key) if this_page.key in keys else 0
    slug = draft.form_version.form.slug
    if position == 0:
        return redirect("procedure", slug=slug)
    return redirect("apply_page", slug=slug, page_key=keys[position - 1])


def _go_on(
    request: HttpRequest, draft: Draft, definition: Definition, answers: Answers, this_page: Page
) -> HttpResponse:
    slug = draft.form_version.form.slug
    later = _page_keys(definition, answers)
    later = later[later.index(this_page.key) + 1 :] if this_page.key in later else later
    statistics.count_reached(draft, later[0] if later else CHECK_PAGE)
    if "from_check" in request.GET or not later:
        return redirect("apply_check", slug=slug)
    return redirect("apply_page", slug=slug, page_key=later[0])


def _page_keys(definition: Definition, answers: Answers) -> list[str]:
    return [p.key for p in visible_pages(definition, answers.values)]


def _submit(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        draft_id = UUID(request.POST.get("submission_key", ""))
    except ValueError:
        return draft_is_gone(request, slug)
    if draft_id not in known_ids(request):
        return draft_is_gone(request, slug)
    try:
        submitted = submit.submit_application(draft_id=draft_id, typist=request.user)
    except InvalidAnswers as refused:
        draft = current_draft(request, slug)
        if draft is None:
            return draft_is_gone(request, slug)
        return _to_first_error(request, draft, published_definition(draft.form_version_id), refused.answers)
    except FormClosed:
        return redirect("procedure", slug=slug)
    except Superseded:
        return redirect("apply_new_version", slug=slug)
    except DraftGone:
        return draft_is_gone(request, slug)
    except NotAllowed:  # a correction opened twice, and the other one was sent
        return redirect("application_status")
    response = HttpResponseRedirect(path_of("apply_done", slug))
    _grant(request, response, slug=slug, draft_id=draft_id, application=submitted.application)
    return response


def _grant(
    request: HttpRequest, response: HttpResponse, *, slug: str, draft_id: UUID, application: Application
) -> None:
    remember_filed(request, response, slug=slug, draft_id=draft_id)
    grant_case(response, application)


def _to_first_error(request: HttpRequest, draft: Draft, definition: Definition, answers: Answers) -> HttpResponse:
    wrong = {error.field for error in answers.errors}
    first = next(f for f in definition.answerable_fields if f.key in wrong)
    this_page = definition.page(first.page_key)
    return _show(request, draft, definition, this_page, errors=errors_of(answers, this_page), status=422)


def _validate(definition: Definition, draft: Draft) -> Answers:
    return validate(definition, draft.get_answers(), today=timezone.localdate())


def _filed(request: HttpRequest, slug: str) -> StatusChange | None:
    """The step by which one of this browser's drafts became (or corrected) an application, the latest first."""
    steps = StatusChange.objects.filter(public_id__in=known_ids(request), application__form__slug=slug)
    step = steps.select_related("application__form_version", "application__section").order_by("-id").first()
    return step if step is not None and may_use(request, step.staff_id) else None
