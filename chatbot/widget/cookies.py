"""Whose conversation is it? A signed cookie of this town names it."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from chatbot.models import Conversation
from chatbot.models.conversation import CONVERSATION_LIFETIME
from municipalities.tenancy import signing

COOKIE = "chat"


def conversation_id(request: HttpRequest) -> UUID | None:
    """As the cookie says; no statement."""
    try:
        token = request.COOKIES.get(COOKIE, "")
        return UUID(signing.unsign(token, purpose=COOKIE, max_age=CONVERSATION_LIFETIME))
    except (signing.BadToken, ValueError, TypeError, AttributeError):
        return None


def current_conversation(request: HttpRequest) -> Conversation | None:
    public_id = conversation_id(request)
    return Conversation.objects.living(at=timezone.now()).filter(public_id=public_id).first() if public_id else None


def remember_conversation(response: HttpResponse, conversation: Conversation) -> None:
    response.set_cookie(
        COOKIE,
        signing.sign(str(conversation.public_id), purpose=COOKIE),
        max_age=CONVERSATION_LIFETIME,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget_conversation(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")
