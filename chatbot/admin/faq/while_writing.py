"""What the page asks for while somebody types: the preview, questions that are nearly the same, and who would find it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseNotAllowed, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from chatbot.knowledge.entry import Entry
from chatbot.knowledge.neighbours import neighbours
from chatbot.knowledge.reach import reach
from chatbot.models import FaqCategory, FaqEntry
from municipalities.accounts import rules

from .access import LARGEST_ID, number_in
from .fields import LinkRows
from .residents_view import residents_view

LONGEST_ANSWER = 4000
LONGEST_LINE = 100
MOST_LINES = 100
MOST_TRIED = 20
NEW = "(new)"


def preview(request: HttpRequest) -> JsonResponse | HttpResponseNotAllowed:
    return _answer(
        request, "admin/chatbot/faq/residents.html", lambda: {"residents": residents_view(_content(request))}
    )


def show_neighbours(request: HttpRequest) -> JsonResponse | HttpResponseNotAllowed:
    def context() -> dict[str, Any]:
        question = _posted(request, "question")[:LONGEST_LINE]
        return {"neighbours": neighbours(question, other_than=_entry(request))}

    return _answer(request, "admin/chatbot/faq/neighbours.html", context)


def show_reach(request: HttpRequest) -> JsonResponse | HttpResponseNotAllowed:
    def context() -> dict[str, Any]:
        written = _written(request)
        if not written.question or not written.answer:
            return {"sentence": _("質問と答えを入力すると、試せます。")}
        return {"reach": reach(written, tried=_lines(request, "tried")[:MOST_TRIED])}

    return _answer(request, "admin/chatbot/faq/reach.html", context)


def _answer(request: HttpRequest, template: str, context: Any) -> JsonResponse | HttpResponseNotAllowed:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not rules.can_write_faq(request.user):
        raise PermissionDenied
    return JsonResponse({"html": render_to_string(template, context(), request=request)})


def _entry(request: HttpRequest) -> FaqEntry | None:
    return FaqEntry.objects.filter(pk=min(number_in(request.POST.get("entry", "")), LARGEST_ID)).first()


def _content(request: HttpRequest) -> dict[str, Any]:
    names = ("question", "short_answer", "form_slug", "audience")
    content: dict[str, Any] = {name: _posted(request, name)[:LONGEST_ANSWER] for name in names}
    links = LinkRows().value_from_datadict(request.POST, {}, "links")
    answer, section = _posted(request, "answer")[:LONGEST_ANSWER], number_in(request.POST.get("section", ""))
    return {**content, "answer": answer, "links": links, "section": section}


def _written(request: HttpRequest) -> Entry:
    entry = _entry(request)
    category = FaqCategory.objects.filter(pk=number_in(request.POST.get("category", ""))).first()
    return Entry(
        id=entry.slug if entry else NEW,
        question=_posted(request, "question").strip()[:LONGEST_LINE],
        answer=_posted(request, "answer").strip()[:LONGEST_ANSWER],
        paraphrases=tuple(_lines(request, "paraphrases")),
        category=category.slug if category else "",
        general=bool(request.POST.get("is_general")),
    )


def _lines(request: HttpRequest, name: str) -> list[str]:
    lines = (line.strip()[:LONGEST_LINE] for line in _posted(request, name).splitlines())
    return [line for line in dict.fromkeys(lines) if line][:MOST_LINES]


def _posted(request: HttpRequest, name: str) -> str:
    """PostgreSQL knows no NUL character."""
    return request.POST.get(name, "").replace("\0", "")
