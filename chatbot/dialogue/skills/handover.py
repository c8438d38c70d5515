"""To a person: which section, the wait, silence while a person has the word, and how it was.

The row of the hand-over says who has the word; the state of the conversation only keeps what comes back afterwards (`before`).
"""

from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatbot.dialogue import opening, person
from chatbot.dialogue.message import Choice, Incoming, Outcome, Reacted, Reply, State
from chatbot.dialogue.understanding.choices import choice_in
from chatbot.knowledge.current import find
from chatbot.models import Handover, HandoverState
from municipalities.accounts.models import Section
from municipalities.tenancy.context import current_town
from municipalities.tenancy.features import CHAT_WITH_STAFF

from .base import Turned
from .form_filling import RESUME
from .help import PERSON, plain, wants_a_person
from .inquiry import INQUIRE

SECTION, BACK, RATE, NO_COMMENT = "person:section:", "person:back", "rate:", "person:no-comment"
_BACK_WORDS = frozenset(
    {"自動の案内に戻る", "自動に戻る", "案内に戻る", "待つのをやめる", "職員に聞くのをやめる", "もう待たない"}
)
_STOP_WORDS = frozenset({"やめる", "やめます", "やめておく", "キャンセル", "中止", "戻る"})
MOST_SECTIONS = 20
LONGEST_COMMENT = 1000
LOOKED_AT = 5


class ToPerson:
    name = "handover"
    label = gettext_lazy("職員への引き継ぎ")

    def wants(self, incoming: Incoming, around: Turned) -> bool:
        if around.skill == self.name:
            return True
        if incoming.choice.startswith(RATE):
            return True
        asks = incoming.choice == PERSON or (not around.skill and wants_a_person(incoming))
        return asks and current_town().has_feature(CHAT_WITH_STAFF)

    def respond(self, incoming: Incoming, around: Turned) -> Outcome | None:
        if around.conversation is None:
            return None
        handover = person.open_handover(around.conversation)
        if handover is not None:
            return _with_person(handover, incoming, around)
        if incoming.choice.startswith(RATE):
            return _rated(incoming, around)
        step = around.state.get("step") if around.skill == self.name else ""
        if step == "section" and incoming.choice != PERSON:
            return _choose_section(incoming, around)
        if step == "comment":
            return _commented(incoming, around)
        return _ask(incoming, around)


def state_before(state: State) -> State:
    """What the conversation goes back to when a person no longer has it: what was begun, without the word."""
    kept = state.get("before") if state.get("skill") in (ToPerson.name, "inquiry") else state
    return {key: value for key, value in (kept or {}).items() if key != "skill"}


def ways_on(state: State) -> tuple[Choice, ...]:
    return (Choice(_("入力の続きに戻る"), RESUME),) if "draft" in state else ()


def rating_choices(handover: Handover) -> tuple[Choice, ...]:
    labels = [_("とても良かった"), _("良かった"), _("ふつう"), _("あまり良くなかった"), _("良くなかった")]
    return tuple(
        Choice(label, f"{RATE}{score}:{handover.public_id}")
        for label, score in zip(labels, range(5, 0, -1), strict=True)
    )


def standing_choices(handover: Handover) -> tuple[Choice, ...]:
    """What can be pressed as long as the resident waits, or talks with a person."""
    if handover.state == HandoverState.TAKEN:
        return (Choice(_("職員との相談を終わる"), BACK),)
    return (Choice(_("問い合わせとして送る（メールで回答）"), INQUIRE), Choice(_("待つのをやめる"), BACK))


def standing_text(handover: Handover) -> str:
    if handover.state == HandoverState.TAKEN:
        return _("%(name)sが対応しています。") % {"name": name_of(handover)}
    ahead = Handover.objects.ahead_of(handover).count()
    if ahead:
        return _("職員を待っています（前に%(count)d人）。") % {"count": ahead}
    return _("職員を待っています。")


def name_of(handover: Handover) -> str:
    names = [handover.section.name if handover.section else "", str(handover.taken_by or "")]
    return " ".join(name for name in names if name)


def _ask(incoming: Incoming, around: Turned) -> Outcome | None:
    if incoming.choice != PERSON and not wants_a_person(incoming):
        return None
    hours, now = opening.hours_now()
    if not hours.is_open(at=now):
        return _wished(_closed(opening.now_text(hours, at=now), incoming, around))
    sections = _sections()
    if len(sections) < 2:
        return _wished(_open(sections[0] if sections else None, around, said=_said(incoming)))
    state = {"skill": ToPerson.name, "step": "section", "before": dict(state_before(around.state))}
    text = _("どの課に聞きたいですか。わからないときは、聞きたいことをそのまま入力してください。")
    choices = _section_choices(_likely_first(sections, str(around.state.get("asked", ""))))
    return _wished(Outcome((Reply(text, choices=choices),), state, said=_said(incoming)))


def _wished(outcome: Outcome) -> Outcome:
    """Noted for staff, whether a person comes or not."""
    return replace(outcome, noted=Reacted(wants_person=True))


def _closed(now_text: str, incoming: Incoming, around: Turned) -> Outcome:
    lines = [
        now_text,
        _("お問い合わせとして送っていただくと、職員が確認して、メールで回答します。"),
        _("開いている時間には、この画面で職員とやりとりできます。"),
    ]
    before = state_before(around.state)
    choices = (Choice(_("問い合わせとして送る（メールで回答）"), INQUIRE), *ways_on(before))
    return Outcome((Reply("\n".join(lines), choices),), before, said=_said(incoming))


def _choose_section(incoming: Incoming, around: Turned) -> Outcome | None:
    sections = _sections()
    options = [{"value": str(section.pk), "label": section.name} for section in sections]
    if incoming.choice == BACK or plain(incoming) in _STOP_WORDS:
        return _stopped(incoming, around)
    if incoming.choice.startswith(SECTION):
        meant = incoming.choice.removeprefix(SECTION)
    elif incoming.choice:
        return None
    else:
        found = choice_in(incoming.text, options)
        meant = found if isinstance(found, str) else ""
    section = next((each for each in sections if str(each.pk) == meant), None)
    said = _label_of(incoming, section) or incoming.text
    return _open(section, around, said=said)


def _open(section: Section | None, around: Turned, *, said: str) -> Outcome:
    person.ask_for_person(conversation=around.conversation, section=section)
    name = section.name if section else _("職員")
    text = "\n".join(
        [
            _("%(name)sにおつなぎします。聞きたいことを、ここに入力してお待ちください。") % {"name": name},
            _("画面を閉じても大丈夫です。7日のあいだは、この画面に戻れば続きを読めます。"),
        ]
    )
    state = {"skill": ToPerson.name, "before": dict(state_before(around.state))}
    return Outcome((Reply(text),), state, said=said)


def _with_person(handover: Handover, incoming: Incoming, around: Turned) -> Outcome | None:
    """Nothing is answered: the person reads it. Only the way out is the portal's."""
    if incoming.choice == INQUIRE and handover.state == HandoverState.WAITING:
        person.leave_person(handover=handover)
        return None
    if incoming.choice == BACK or plain(incoming) in _BACK_WORDS:
        was_taken = handover.state == HandoverState.TAKEN
        person.leave_person(handover=handover)
        return _left(handover, around, was_taken=was_taken)
    return Outcome((), around.state, said=incoming.text)


def _left(handover: Handover, around: Turned, *, was_taken: bool) -> Outcome:
    before = state_before(around.state)
    if not was_taken:
        text = _("職員を待つのをやめました。聞きたいことを入力してください。")
        return Outcome((Reply(text, choices=ways_on(before)),), before, said=_("待つのをやめる"))
    text = _("職員との相談を終わりました。今回の対応はいかがでしたか。")
    replies = (Reply(text, choices=(*rating_choices(handover), *ways_on(before))),)
    return Outcome(replies, before, said=_("職員との相談を終わる"))


def _stopped(incoming: Incoming, around: Turned) -> Outcome:
    before = state_before(around.state)
    text = _("わかりました。聞きたいことがあれば、入力してください。")
    return Outcome((Reply(text, choices=ways_on(before)),), before, said=incoming.text or _("やめる"))


def _rated(incoming: Incoming, around: Turned) -> Outcome | None:
    score, _colon, handover_id = incoming.choice.removeprefix(RATE).partition(":")
    try:
        rating = person.rate(conversation=around.conversation, handover_id=UUID(handover_id), score=_score(score))
    except ValueError:
        return None
    if rating is None:
        return None
    before = dict(state_before(around.state))
    state = {"skill": ToPerson.name, "step": "comment", "rating": str(rating.public_id), "before": before}
    text = _("ありがとうございます。よろしければ、感想や困ったことを入力してください。職員が読みます。")
    said = next(choice.label for choice in rating_choices(rating.handover) if choice.value == incoming.choice)
    return Outcome((Reply(text, choices=(Choice(_("書かずに終わる"), NO_COMMENT),)),), state, said=said)


def _score(text: str) -> int:
    if text not in {"1", "2", "3", "4", "5"}:
        raise ValueError(text)
    return int(text)


def _commented(incoming: Incoming, around: Turned) -> Outcome | None:
    before = state_before(around.state)
    if incoming.choice and incoming.choice != NO_COMMENT:
        return None
    text = incoming.text.strip()[:LONGEST_COMMENT]
    if text:
        person.add_comment(rating_id=UUID(around.state["rating"]), text=text)
    reply = Reply(
        _("ありがとうございました。ほかにも聞きたいことがあれば、入力してください。"), choices=ways_on(before)
    )
    return Outcome((reply,), before, said=text or _("書かずに終わる"))


def _sections() -> list[Section]:
    """Those with somebody who could answer."""
    active = Section.objects.filter(is_active=True, members__is_active=True)
    return list(active.distinct().order_by("position", "pk")[:MOST_SECTIONS])


def _likely_first(sections: list[Section], asked: str) -> list[Section]:
    """Those whose questions and answers are nearest to what was asked before."""
    found = find(asked, limit=LOOKED_AT).found if asked else ()
    likely = list(dict.fromkeys(each.entry.section_id for each in found))
    return sorted(sections, key=lambda section: likely.index(section.pk) if section.pk in likely else len(likely))


def _section_choices(sections: list[Section]) -> tuple[Choice, ...]:
    named = [Choice(section.name, f"{SECTION}{section.pk}") for section in sections]
    return (*named, Choice(_("わからない"), f"{SECTION}0"), Choice(_("やめる"), BACK))


def _label_of(incoming: Incoming, section: Section | None) -> str:
    if not incoming.choice:
        return ""
    return section.name if section else _("わからない")


def _said(incoming: Incoming) -> str:
    return incoming.text or _("職員に聞く")
