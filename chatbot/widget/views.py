"""The web chat: a page that works without JavaScript. Each view parses, asks the engine and answers."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chatbot.dialogue import engine
from chatbot.dialogue.languages import spoken_now
from chatbot.dialogue.message import Incoming, Reply
from chatbot.dialogue.person import open_handover
from chatbot.dialogue.skills.form_filling import SAID_BY_LINK, Asked, asked_now, filling_state
from chatbot.dialogue.skills.handover import ToPerson, standing_choices, standing_text
from chatbot.dialogue.skills.status import shown_case
from chatbot.models import Conversation
from forms_app.models import Application, Draft, Form
from forms_app.services import draft as drafts
from forms_app.services.errors import DraftGone
from forms_app.web import page_input
from forms_app.web.cookies import current_draft, grant_case, is_anothers, may_use, remember_draft, remember_filed
from forms_app.web.device import device_of
from forms_app.web.language import remember_asked
from forms_app.web.map import allow_tiles
from municipalities.residents.recognising import resident_of
from municipalities.tenancy.features import CHAT
from municipalities.tenancy.throttle import Limit, client_address, is_allowed

from .control import control_context, page_of
from .cookies import current_conversation, forget_conversation, remember_conversation
from .framing import framed_by_own_pages, is_in_panel
from .language import chosen_in_browser, in_chosen_language, language_choice, remember_chosen, welcome_of

BEGUN = Limit(purpose="begin a conversation", attempts=300, window=timedelta(hours=1))
SAID = Limit(purpose="say something in a conversation", attempts=3000, window=timedelta(hours=1))


def where_offered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """404 in a town that has the conversation switched off."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.town.has_feature(CHAT):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@never_cache
@framed_by_own_pages
@where_offered
def chat(request: HttpRequest) -> HttpResponse:
    return remember_asked(request, _show(request, current_conversation(request)))


@require_POST
@never_cache
@framed_by_own_pages
@where_offered
def say(request: HttpRequest) -> HttpResponse:
    conversation = current_conversation(request)
    limit = SAID if conversation else BEGUN
    if not is_allowed(limit, client_address(request)):
        return render(request, "errors/too_many.html", status=429)
    asked = asked_now(conversation.get_state()) if conversation else None
    if asked is not None and "action" in request.POST:
        return _answer(request, conversation, asked)
    incoming = _incoming(request)  # first: what cannot be read begins nothing
    return _tell(request, conversation or _begin(request), incoming)


@require_POST
@never_cache
@framed_by_own_pages
@where_offered
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the conversation here and in the browser, for whoever shares it. What was begun of a procedure stays there."""
    conversation = current_conversation(request)
    if conversation is not None:
        conversation.delete()
    response = redirect("chat")
    forget_conversation(response)
    return response


@require_POST
@never_cache
@where_offered
def from_form(request: HttpRequest, slug: str) -> HttpResponse:
    """Go on in the conversation with what this browser began on the form's pages."""
    form = get_object_or_404(Form.objects.published(), slug=slug)
    draft = current_draft(request, slug)
    conversation = current_conversation(request)
    if conversation is None and not is_allowed(BEGUN, client_address(request)):
        return render(request, "errors/too_many.html", status=429)
    if conversation is not None and open_handover(conversation) is not None:
        return redirect("chat")  # a person has the word
    conversation = conversation or _begin(request)
    if draft is None:
        said = page_input.said_by_link(request.POST)
        engine.take_up(conversation_id=conversation.public_id, state={**conversation.get_state(), SAID_BY_LINK: said})
        return _tell(request, conversation, Incoming(id=str(uuid4()), choice=f"start:{form.slug}"))
    engine.take_up(conversation_id=conversation.public_id, state=filling_state(draft, slug))
    return _tell(request, conversation, Incoming(id=str(uuid4()), choice="form:resume"))


@require_safe
@never_cache
@where_offered
def to_form(request: HttpRequest, slug: str) -> HttpResponse:
    """Go on, on the form's pages, with what the conversation began; or see the receipt of what it sent."""
    conversation = current_conversation(request)
    state = conversation.get_state() if conversation else {}
    if state.get("slug") != slug:
        return redirect("procedure", slug=slug)
    if "filed" in state:
        return _to_receipt(request, slug, UUID(state["filed"]))
    draft = Draft.objects.of_form(slug).filter(public_id=state["draft"]).first()
    if draft is None or not may_use(request, draft.entered_by_id) or is_anothers(request, draft):
        return redirect("procedure", slug=slug)
    asked = asked_now({**state, "skill": "form_filling"})
    response = (
        redirect("apply_page", slug=slug, page_key=page_of(asked).key) if asked else redirect("apply_check", slug)
    )
    remember_draft(request, response, form=draft.form_version.form, draft=draft)
    return response


@require_safe
@never_cache
@where_offered
def to_case(request: HttpRequest) -> HttpResponse:
    """The page of the application whose number and password were said a moment ago."""
    conversation = current_conversation(request)
    case = shown_case(conversation.get_state()) if conversation else None
    application = Application.objects.filter(public_id=case).first() if case else None
    if application is None:
        return redirect("application_lookup")
    response = redirect("application_status")
    grant_case(response, application)
    return response


def _begin(request: HttpRequest) -> Conversation:
    return engine.begin(language=chosen_in_browser(request))


def _to_receipt(request: HttpRequest, slug: str, draft_id: UUID) -> HttpResponse:
    application = Application.objects.filter(idempotency_key=draft_id).first()
    if application is None:
        return redirect("procedure", slug=slug)
    response = redirect("apply_done", slug=slug)
    remember_filed(request, response, slug=slug, draft_id=draft_id)
    grant_case(response, application)
    return response


def _incoming(request: HttpRequest) -> Incoming:
    """`said`: an id made with the page, so that a second click or a reload is the same deed."""
    name = request.POST.get("said", "")[:64] or str(uuid4())
    return Incoming(id=name, text=request.POST.get("text", ""), choice=request.POST.get("choice", ""))


def _answer(request: HttpRequest, conversation: Conversation, asked: Asked) -> HttpResponse:
    """The control of a question. Looking up, adding a row and the like show it again, as on the form's own page."""
    question = asked.step.question
    received = page_input.receive(request, asked.draft, page_of(asked))
    if received.stays_on_page or received.upload_errors:
        return _keep_and_show(request, conversation, asked, received)
    kept = asked.draft.get_answers().get(question.key, "")
    incoming = _incoming(request)
    raw = received.raw.get(question.key, kept)
    return _tell(request, conversation, Incoming(id=incoming.id, raw=raw))


def _keep_and_show(
    request: HttpRequest, conversation: Conversation, asked: Asked, received: page_input.Received
) -> HttpResponse:
    try:
        drafts.save_answers(draft_id=asked.draft.public_id, raw=received.raw)
    except DraftGone:
        return redirect("chat")
    refused = received.upload_errors
    extra = {"upload_errors": refused, "notice": received.notice, "new_row": received.new_row}
    status = 422 if refused else 200
    return _show(request, conversation, status=status, place_search=received.place_search, **extra)


def _tell(request: HttpRequest, conversation: Conversation, incoming: Incoming) -> HttpResponse:
    try:
        engine.respond(
            conversation_id=conversation.public_id,
            incoming=incoming,
            device=device_of(request),
            client=client_address(request),
            resident=resident_of(request),
        )
    except engine.NoSuchConversation:
        return redirect("chat")
    response = redirect("/chat/#latest")
    remember_conversation(response, conversation)
    remember_chosen(response, conversation)
    return response


@in_chosen_language
def _show(request: HttpRequest, conversation: Conversation | None, *, status: int = 200, **extra: Any) -> HttpResponse:
    turns = engine.history(conversation) if conversation else []
    asked = asked_now(conversation.get_state()) if conversation else None
    welcome = welcome_of(request, conversation)
    standing = _standing(conversation)
    last = standing.get("last") or (turns[-1][1][-1] if turns and turns[-1][1] else welcome[-1])
    is_pressed = any(choice.value.startswith("form:answer:") for choice in last.choices)
    shows_control = asked is not None and last.asks == asked.step.question.key and not is_pressed
    context = {
        "welcome": welcome,
        "turns": turns,
        "last": last,
        "standing": standing,
        "turn_count": conversation.turn_count if conversation else 0,
        "said_id": str(uuid4()),
        "control": control_context(request, asked, **extra) if shows_control else None,
        "languages": language_choice(),
        "spoken": spoken_now(),
        "is_in_panel": is_in_panel(request),
        "is_multipart": shows_control and asked.step.question.type == "attachment",
    }
    response = render(request, "chatbot/chat.html", context, status=status)
    if shows_control:
        allow_tiles(response, page_of(asked))
    return response


def _standing(conversation: Conversation | None) -> dict[str, Any]:
    """{} unless the resident waits for a person, or talks with one: then what stands below the last word."""
    is_waiting = conversation is not None and conversation.get_state().get("skill") == ToPerson.name
    handover = open_handover(conversation) if is_waiting else None
    if handover is None:
        return {}
    return {
        "last": Reply("", choices=standing_choices(handover)),
        "text": standing_text(handover),
        "state": handover.state,
    }
