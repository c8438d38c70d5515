"""The page that a mail about an inquiry leads to: what was asked, and the answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chatbot.dialogue.inquiry import inquiry_of


@require_safe
@never_cache
def inquiry(request: HttpRequest, token: str) -> HttpResponse:
    found = inquiry_of(token)
    if found is None:
        return render(request, "chatbot/inquiry_gone.html", status=404)
    context = {"inquiry": found, "asked": found.asked, "answers": found.answers.all()}
    return render(request, "chatbot/inquiry.html", context)
