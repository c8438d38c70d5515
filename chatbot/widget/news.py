"""Did a person behind the counter say something? Asked every few seconds by each page that waits for one: one statement."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chatbot.models import Conversation

from .cookies import conversation_id
from .views import where_offered


@require_safe
@never_cache
@where_offered
def news(request: HttpRequest) -> HttpResponse:
    """204: nothing after the turn `after` that the page shows. 410: the conversation is gone."""
    turns = _turns(conversation_id(request))
    if turns is None:
        return JsonResponse({"turns": 0}, status=410)
    return JsonResponse({"turns": turns}) if turns > _number(request.GET.get("after", "")) else HttpResponse(status=204)


def _turns(public_id: UUID | None) -> int | None:
    living = Conversation.objects.living(at=timezone.now())
    return living.filter(public_id=public_id).values_list("turn_count", flat=True).first() if public_id else None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
