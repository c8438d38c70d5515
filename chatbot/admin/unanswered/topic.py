"""One topic: in which words residents asked, what comes near, what can be done, and what it did."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from chatbot.dialogue.skills.faq_search import look_for
from chatbot.knowledge import refusals as knowledge
from chatbot.learning import deeds, topics
from chatbot.learning.effect import Counts, Effect, effect
from chatbot.learning.refusals import AlreadyHandled, NoReason, NotPermitted
from chatbot.learning.topics import words_of
from chatbot.models import AskedOutcome, FaqEntry, UnansweredQuestion, UnansweredState
from municipalities.accounts import rules
from municipalities.accounts.admin_site import staff_site

from ..faq.access import LARGEST_ID, conflict_sentence, number_in
from ..faq.states import COLORS, STANDINGS, standing_of

MOST_NEAR = 4
MOST_ASKED = 200
MOST_WORDINGS = 30


def show(request: HttpRequest, pk: str | int, *, status: int = 200, reason: str = "") -> HttpResponse:
    """Looking is a deed: it leaves an audit row."""
    topic = _visible(request, pk)
    if status == 200:
        deeds.look(topic=topic, staff=request.user)
    asked = list(topic.asked.unanswered().order_by("-day", "-pk")[:MOST_ASKED])
    wordings = Counter(question.text for question in asked if question.text)
    context = {
        **staff_site.each_context(request),
        "opts": UnansweredQuestion._meta,
        "title": topic.title,
        "subtitle": _("答えられなかった質問"),
        "topic": topic,
        "is_open": topic.state == UnansweredState.OPEN,
        "wordings": wordings.most_common(MOST_WORDINGS),
        "outcomes": Counter(str(AskedOutcome(question.outcome).label) for question in asked).most_common(),
        "words": deeds.other_words([topic.title, *wordings]),
        "near": _near(request, topic) if topic.state == UnansweredState.OPEN else [],
        "entry": topic.entry,
        "standing": _standing(topic.entry),
        "effect": _effect_rows(effect(topic.entry, asked)) if topic.entry else None,
        "longest_reason": deeds.LONGEST_REASON,
        "reason": reason,
    }
    return TemplateResponse(request, "admin/chatbot/unanswered/topic.html", context, status=status)


def perform(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if deed not in _DEEDS:
        raise Http404
    topic = _visible(request, pk)
    try:
        messages.success(request, _DEEDS[deed](request, topic))
    except (NotPermitted, knowledge.NotPermitted) as error:
        raise PermissionDenied from error
    except NoReason:
        messages.error(request, _("対応しない理由を入力してください。"))
        return show(request, pk, status=422)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return show(request, pk, status=422)
    except AlreadyHandled:
        messages.error(request, _("ほかの職員が、先にこの質問に対応しました。いまの状態を確かめてください。"))
    except knowledge.Conflict as conflict:
        messages.error(request, conflict_sentence(conflict) + _("もう一度操作してください。"))
    return HttpResponseRedirect(reverse("admin:chatbot_unansweredquestion_change", args=[topic.pk]))


def _add_words(request: HttpRequest, topic: UnansweredQuestion) -> str:
    entry_id, _colon, revision = request.POST.get("entry", "").partition(":")
    entry = FaqEntry.objects.filter(pk=min(number_in(entry_id), LARGEST_ID)).first()
    lines = [line.replace("\0", "") for line in request.POST.getlist("words")]
    if entry is None or not any(line.strip() for line in lines):
        raise ValidationError(_("加えることばを選んで、質問のボタンを押してください。"))
    deeds.add_words(topic=topic, entry=entry, revision=number_in(revision), lines=lines, staff=request.user)
    return _("「%(question)s」の「ほかの言い方」に加えました。公開すると、住民への答えに使われます。") % {
        "question": entry.question
    }


def _ignore(request: HttpRequest, topic: UnansweredQuestion) -> str:
    deeds.ignore(topic=topic, reason=request.POST.get("reason", "").replace("\0", ""), staff=request.user)
    return _("「対応しない」にしました。")


def _reopen(request: HttpRequest, topic: UnansweredQuestion) -> str:
    deeds.reopen(topic=topic, staff=request.user)
    return _("「未対応」に戻しました。")


_DEEDS = {"words": _add_words, "ignore": _ignore, "reopen": _reopen}


def _visible(request: HttpRequest, pk: str | int) -> UnansweredQuestion:
    if not rules.can_learn_from_questions(request.user):
        raise PermissionDenied
    rows = UnansweredQuestion.objects.select_related("entry__category", "entry__section", "handled_by", "category")
    topic = rows.filter(pk=min(number_in(str(pk)), LARGEST_ID)).first()
    if topic is None:
        raise Http404
    return topic


def _near(request: HttpRequest, topic: UnansweredQuestion) -> list[dict[str, Any]]:
    found = [each.entry for each in look_for(words_of(topic.title), limit=MOST_NEAR).found if each.score >= topics.NEAR]
    return [{"entry": entry, "may_write": rules.can_write_faq(request.user, entry.section_id)} for entry in found]


def _standing(entry: FaqEntry | None) -> dict[str, str]:
    if entry is None:
        return {}
    standing = standing_of(entry)
    return {"label": str(STANDINGS[standing]), "color": COLORS[standing]}


def _effect_rows(found: Effect) -> dict[str, Any]:
    """Three lines of a table: how many of the questions reach the entry, then, now, and once it is published."""
    columns = [(_("聞かれたとき"), found.asked), (_("いま"), found.now)]
    if found.after is not None:
        columns.append((_("公開すると"), found.after))
    lines = [
        (_("そのまま答える"), "alone", "good"),
        (_("候補に出す"), "offered", "good"),
        (_("出ない"), "nothing", "bad"),
    ]
    rows = [(label, kind, [(head, _cell(counts, name)) for head, counts in columns]) for label, name, kind in lines]
    return {"heads": [head for head, _counts in columns], "rows": rows, "total": found.now.total}


def _cell(counts: Counts, name: str) -> dict[str, int]:
    count = getattr(counts, name)
    return {"count": count, "share": round(100 * count / counts.total) if counts.total else 0}
