"""An entry that begins with what residents asked in vain: ?unanswered=<id> on the page of a new one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from chatbot.dialogue.understanding.anonymous import without_masks
from chatbot.learning import deeds
from chatbot.learning.refusals import AlreadyHandled
from chatbot.models import FaqEntry, UnansweredQuestion, UnansweredState
from municipalities.accounts import rules

from .access import LARGEST_ID, number_in

MOST_READ = 100


def topic_of(request: HttpRequest) -> UnansweredQuestion | None:
    """None where none is named, or it was handled already."""
    number = number_in(request.GET.get("unanswered", ""))
    if not number or not rules.can_learn_from_questions(request.user):
        return None
    open_ones = UnansweredQuestion.objects.filter(state=UnansweredState.OPEN).select_related("category", "section")
    return open_ones.filter(pk=min(number, LARGEST_ID)).first()


def first_words_of(topic: UnansweredQuestion, request: HttpRequest) -> dict[str, Any]:
    """Looking is a deed: it leaves an audit row."""
    deeds.look(topic=topic, staff=request.user)
    asked = topic.asked.filter(text_sealed__isnull=False).order_by("pk")[:MOST_READ]
    question = without_masks(topic.title)
    words = [line for line in deeds.other_words([each.text for each in asked]) if line != question]
    return {"question": question, "paraphrases": words, "category": topic.category, "section": topic.section}


def link(request: HttpRequest, topic: UnansweredQuestion, entry: FaqEntry) -> None:
    """In the transaction that saved the entry."""
    try:
        deeds.link_draft(topic=topic, entry=entry, staff=request.user)
    except AlreadyHandled:
        messages.warning(request, _("ほかの職員が、先にこの質問に対応していました。書いた内容は保存しています。"))
