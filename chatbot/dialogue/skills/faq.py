"""Answers from the questions and answers of the town: alone where it is sure, else a few to choose from, and where none of them is
meant by field of life, and at last to a person."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatbot.dialogue.message import Asked, Choice, Incoming, Outcome, Reacted, Reply, State
from chatbot.dialogue.understanding.personal import mask_personal
from chatbot.knowledge import fields
from chatbot.knowledge.current import Findings
from chatbot.models import Answered, FaqCategory, FaqEntry, Verdict
from municipalities.tenancy.context import current_town
from municipalities.tenancy.features import PROCEDURES

from .base import Turned
from .faq_search import answered_by, look_for
from .faq_words import answer_reply
from .form_filling import RESUME, heard, start_choice
from .help import PERSON
from .procedures import matching_forms

SHOW, FIELD = "faq:show:", "faq:field:"
FIELDS, NONE, SOLVED, UNSOLVED = "faq:fields", "faq:none", "faq:solved", "faq:unsolved"
LOOKED_AT = 30
ALWAYS_OFFERED, MOST_OFFERED, MOST_FORMS, MOST_FIELDS = 3, 5, 2, 6
_LETTER = re.compile(r"[^\W\d_]")


class Faq:
    name = "faq"
    label = gettext_lazy("よくある質問への答え")

    def wants(self, incoming: Incoming, around: Turned) -> bool:
        return incoming.choice.startswith("faq:") or (not incoming.choice and bool(_LETTER.search(incoming.text)))

    def respond(self, incoming: Incoming, around: Turned) -> Outcome | None:
        if not incoming.choice:
            return _asked(incoming.text, around)
        verb, _colon, slug = incoming.choice.removeprefix("faq:").partition(":")
        deed = _DEEDS.get(verb)
        return deed(around, slug) if deed else None


def _asked(text: str, around: Turned) -> Outcome | None:
    findings, forms = look_for(text, limit=LOOKED_AT), _forms(text)
    if not findings.found:
        return None
    asked = heard({**around.state, "asked": mask_personal(text)}, text)
    answered = answered_by(findings)
    if answered == Answered.ALONE:
        entry = findings.found[0].entry
        reply = answer_reply(entry, forms=forms, choices=_was_it_that())
        state = {**asked, "faq": {"shown": [entry.slug], "alone": True}}
        return _say(reply, state, mask_personal(text), noted=Asked(answered, (entry.slug,)))
    if answered == Answered.NOTHING and not forms:
        return _say(_far_off(), {**asked, "faq": {}}, mask_personal(text), noted=Asked(answered))
    entries = _worth_offering(findings, room=MOST_OFFERED - len(forms))
    shown = [entry.slug for entry in entries]
    noted = Asked(Answered.OFFERED, tuple(shown))
    return _say(_offer(entries, forms), {**asked, "faq": {"shown": shown}}, mask_personal(text), noted=noted)


def _show(around: Turned, slug: str) -> Outcome:
    entry = FaqEntry.objects.published().select_related("current", "section").filter(slug=slug).first()
    if entry is None:
        return _say(Reply(_("この質問は、公開を終わりました。"), choices=_ways_on()), around.state, "")
    reply = answer_reply(entry, choices=_was_it_that())
    return _say(reply, around.state, entry.current.content["question"], noted=Reacted(read=entry.slug))


def _unsolved(around: Turned, slug: str) -> Outcome:
    if not _memory(around.state).get("alone"):
        return _none(around, slug, said=_("解決しなかった"), noted=Reacted(verdict=Verdict.UNHELPED))
    shown = set(_memory(around.state).get("shown", ()))
    others = [each.entry for each in _find_again(around.state).found if each.entry.slug not in shown][:MOST_OFFERED]
    memory = {"shown": [*shown, *(entry.slug for entry in others)]}
    noted = Reacted(verdict=Verdict.UNHELPED)
    return _say(_offer(others, []), {**around.state, "faq": memory}, _("解決しなかった"), noted=noted)


def _none(around: Turned, slug: str, *, said: str = "", noted: Reacted | None = None) -> Outcome:
    """「どれでもない」: fields near to the question; and after those a person."""
    said, noted = said or _("どれでもない"), noted or Reacted(verdict=Verdict.NONE)
    memory = _memory(around.state)
    if memory.get("in_field"):
        return _say(_to_a_person(), {**around.state, "faq": {}}, said, noted=noted)
    near = fields.of_entries(each.entry for each in _find_again(around.state).found)[:MOST_FIELDS]
    reply = _which_field(near) if near else _which_field(fields.top(), has_more=False)
    return _say(reply, around.state, said, noted=noted)


def _fields(around: Turned, slug: str) -> Outcome:
    return _say(_which_field(fields.top(), has_more=False), around.state, _("分野から探す"))


def _field(around: Turned, slug: str) -> Outcome:
    field = FaqCategory.objects.filter(slug=slug).first()
    if field is None:
        return _fields(around, slug)
    if below := fields.below(field):
        return _say(_which_field(below, has_more=False), around.state, field.label)
    memory = _memory(around.state)
    near = [each.entry.slug for each in _find_again(around.state).found]
    entries = [entry for entry in fields.entries(field, first=near) if entry.slug not in memory.get("shown", ())]
    if not entries:
        return _say(_to_a_person(), {**around.state, "faq": {}}, field.label)
    return _say(_offer(entries, []), {**around.state, "faq": {**memory, "in_field": True}}, field.label)


def _solved(around: Turned, slug: str) -> Outcome:
    return _say(
        Reply(_("お役に立てて何よりです。ほかにも聞きたいことがあれば、入力してください。")),
        around.state,
        _("解決した"),
        noted=Reacted(verdict=Verdict.HELPED),
    )


_DEEDS = {"show": _show, "unsolved": _unsolved, "none": _none, "fields": _fields, "field": _field, "solved": _solved}


def _say(reply: Reply, state: State, said: str, *, noted: Asked | Reacted | None = None) -> Outcome:
    if "draft" in state:
        back = Choice(_("入力の続きに戻る"), RESUME)
        reply = replace(reply, choices=(*reply.choices, back))
    return Outcome((reply,), state, said=said, noted=noted)


def _memory(state: State) -> dict[str, Any]:
    return dict(state.get("faq") or {})


def _find_again(state: State) -> Findings:
    asked = state.get("asked", "")
    return look_for(asked, limit=LOOKED_AT) if asked else Findings((), 0.0, 0.0)


def _forms(text: str) -> list:
    return matching_forms(text)[:MOST_FORMS] if current_town().has_feature(PROCEDURES) else []


def _worth_offering(findings: Findings, *, room: int) -> list[FaqEntry]:
    """Three in any case; more only where they are about as good as the best."""
    best = findings.found[0].score
    return [
        each.entry
        for place, each in enumerate(findings.found[:room])
        if place < ALWAYS_OFFERED or each.score * 2 > best
    ]


def _offer(entries: Iterable[FaqEntry], forms: Iterable) -> Reply:
    start = [start_choice(form) for form in forms]
    shown = [Choice(entry.current.content["question"], f"{SHOW}{entry.slug}") for entry in entries]
    text = _("近いものを選んでください。なければ「どれでもない」を押してください。")
    return Reply(text, choices=(*start, *shown, Choice(_("どれでもない"), NONE)))


def _which_field(near: Iterable[FaqCategory], *, has_more: bool = True) -> Reply:
    choices = [Choice(field.label, f"{FIELD}{field.slug}") for field in near]
    more = [Choice(_("ほかの分野"), FIELDS)] if has_more else []
    return Reply(_("どの分野のことですか。"), choices=(*choices, *more, Choice(_("職員に聞く"), PERSON)))


def _far_off() -> Reply:
    text = _(
        "申し訳ありません。役所のお知らせや手続の中に、近いものが見つかりませんでした。言い方を変えて入力するか、分野からお探しください。"
    )
    return Reply(text, choices=_ways_on())


def _to_a_person() -> Reply:
    text = _("お探しの答えをご用意できず、申し訳ありません。職員におたずねください。")
    return Reply(text, choices=(Choice(_("職員に聞く"), PERSON),))


def _ways_on() -> tuple[Choice, ...]:
    return Choice(_("分野から探す"), FIELDS), Choice(_("職員に聞く"), PERSON)


def _was_it_that() -> tuple[Choice, ...]:
    return Choice(_("解決した"), SOLVED), Choice(_("解決しなかった"), UNSOLVED)
