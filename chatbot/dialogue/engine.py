"""respond(): the one way into a conversation, for whatever channel."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chatbot.models import Channel, Conversation, Turn
from chatbot.models.conversation import CONVERSATION_LIFETIME
from municipalities.residents.models import Resident

from . import question_log, running
from .languages import speaking
from .message import Incoming, Outcome, Reply, State
from .offering import in_its_language
from .perhaps_danger import with_numbers
from .skills.base import Skill, Turned
from .skills.courtesy import Courtesy
from .skills.danger import Danger
from .skills.faq import Faq
from .skills.form_filling import HEARD, FormFilling
from .skills.garbage import Garbage
from .skills.handover import ToPerson
from .skills.help import Help
from .skills.inquiry import Inquiring
from .skills.language import Language
from .skills.not_understood import NotUnderstood
from .skills.office_hours import OfficeHours
from .skills.opinion import Opinion
from .skills.procedures import Procedures
from .skills.status import Status
from .stopping import stopped_names
from .understanding.languages import language_of
from .understanding.personal import mask_personal

SKILLS: Sequence[Skill] = (
    Danger(),
    Language(),
    ToPerson(),
    Inquiring(),
    FormFilling(),
    Status(),
    Opinion(),
    Courtesy(),
    Help(),
    Garbage(),
    OfficeHours(),
    Faq(),
    Procedures(),
    NotUnderstood(),
)
"""Asked in this order. The last always answers."""
LONGEST_TEXT = 5_000
LONGEST_ID = 80


class NoSuchConversation(LookupError):
    """It never began in this town, or is over."""


def begin(*, channel: Channel = Channel.WEB, state: State | None = None, language: str = "") -> Conversation:
    """`language`: the one that was chosen before it began; it is not guessed."""
    expires_at = timezone.now() + CONVERSATION_LIFETIME
    conversation = Conversation(channel=channel, language=language, expires_at=expires_at)
    conversation.set_state(dict(state or {}))
    conversation.save()
    return conversation


def take_up(*, conversation_id: UUID, state: State) -> None:
    """Give the word to a skill with the state it is to go on with. Raises NoSuchConversation."""
    with transaction.atomic():
        conversation = hold(conversation_id)
        conversation.set_state(dict(state))
        conversation.save()


def respond(
    *,
    conversation_id: UUID,
    incoming: Incoming,
    device: str = "computer",
    client: str = "",
    resident: Resident | None = None,
) -> list[Reply]:
    """What to say to it. `client`: whose budget of attempts a guess costs, an address or a name of the channel; '' for the conversation.
     `resident`: who is logged in there. The same incoming id is answered once, whenever and however often it comes. Raises NoSuchConversation.

    One message of a conversation at a time: the row is held, so two that arrive together are answered one after the other.
    """
    with transaction.atomic():
        conversation = hold(conversation_id)
        before = conversation.turns.filter(incoming_id=incoming.id[:LONGEST_ID]).first()
        if before is not None:
            return [Reply.from_json(reply) for reply in before.get_content()["replies"]]
        shows_controls = Channel(conversation.channel).shows_controls
        around = Turned(
            conversation.get_state(),
            device,
            client or str(conversation_id),
            shows_controls,
            conversation.language,
            conversation,
            resident,
        )
        with speaking(conversation.language):
            cut = _cut(incoming)
            skill, outcome = _answer(cut, around, conversation.stopped)
            outcome = with_numbers(outcome, skill=skill, incoming=cut, around=around)
        if outcome.language:
            outcome = _answered_anew(outcome, around, conversation.stopped)
        outcome = in_its_language(outcome, incoming, conversation.language)
        _write_down(conversation, incoming, skill, outcome)
    return list(outcome.replies)


def hold(conversation_id: UUID) -> Conversation:
    """Locked for the rest of the transaction. Raises NoSuchConversation."""
    living = Conversation.objects.living(at=timezone.now()).select_for_update(no_key=True, of=("self",))
    living = living.select_related("record")
    conversation = living.filter(public_id=conversation_id).annotate(stopped=stopped_names()).first()
    if conversation is None:
        raise NoSuchConversation(conversation_id)
    return conversation


def speak(conversation: Conversation, *, id: str, skill: str, replies: Sequence[Reply], state: State) -> bool:
    """Say what nobody asked for, for a person behind the counter; `conversation`: held. False where this id was said before."""
    if conversation.turns.filter(incoming_id=id[:LONGEST_ID]).exists():
        return False
    _write_down(conversation, Incoming(id=id), skill, Outcome(tuple(replies), state, said=""), is_by_staff=True)
    return True


def _cut(incoming: Incoming) -> Incoming:
    # PostgreSQL and JSON hold no NUL and no lone surrogate; nobody types more than this by hand.
    text = incoming.text[:LONGEST_TEXT].replace("\x00", "").encode("utf-8", "replace").decode()
    return Incoming(incoming.id, text, incoming.choice[:200].replace("\x00", ""), incoming.raw)


def _answer(incoming: Incoming, around: Turned, stopped: Collection[str]) -> tuple[str, Outcome]:
    for skill in SKILLS:
        answer = _resting if skill.name in stopped else _ask
        outcome = answer(skill, incoming, around)
        if outcome is not None:
            return skill.name, outcome
    return SKILLS[-1].name, _sorry(around)


def _answered_anew(switched: Outcome, around: Turned, stopped: Collection[str]) -> Outcome:
    """Whoever asked in the language now chosen need not ask again."""
    question = str(switched.state.get(HEARD, ""))
    if not question or switched.state.get("skill") or language_of(question) != switched.language:
        return switched
    around = replace(around, state=switched.state, language=switched.language)
    with speaking(switched.language):
        _skill, outcome = _answer(Incoming(id="", text=question), around, stopped)
    return replace(
        outcome,
        replies=(*switched.replies, *outcome.replies),
        said=switched.said,
        language=switched.language,
        noted=None,  # as it was asked, it stands there already
    )


def _ask(skill: Skill, incoming: Incoming, around: Turned) -> Outcome | None:
    try:
        return running.ask(skill, incoming, around)
    except running.SkillFailed:
        return _sorry(around) if around.skill == skill.name else None


def _sorry(around: Turned) -> Outcome:
    text = _("申し訳ありません。うまく受け取れませんでした。もう一度お試しください。")
    return Outcome((Reply(text),), around.state, said="")


def _resting(skill: Skill, incoming: Incoming, around: Turned) -> Outcome | None:
    """Told only to whoever asked for just this skill; whoever asked anything is answered by the others."""
    try:
        is_meant = running.is_meant(skill, incoming, around)
    except running.SkillFailed:
        return None
    if not is_meant:
        return None
    text = _("ただいまこの機能はお休みしています。ほかのことは、このままお聞きください。")
    links = running.elsewhere(skill, around)
    return Outcome((Reply(text, links=links),), {**around.state, "skill": ""}, said=mask_personal(incoming.text))


def _write_down(
    conversation: Conversation, incoming: Incoming, skill: str, outcome: Outcome, *, is_by_staff: bool = False
) -> None:
    conversation.turn_count += 1
    turn = Turn(
        conversation=conversation,
        number=conversation.turn_count,
        incoming_id=incoming.id[:LONGEST_ID],
        skill=skill,
        is_by_staff=is_by_staff,
    )
    turn.set_content(said=outcome.said, replies=[reply.as_json() for reply in outcome.replies])
    turn.save(force_insert=True)
    if not is_by_staff:
        question_log.note(conversation, said=incoming.text, noted=outcome.noted, language=outcome.language)
    conversation.set_state(dict(outcome.state))
    conversation.language = outcome.language
    conversation.expires_at = timezone.now() + CONVERSATION_LIFETIME
    conversation.save()


def forget_overdue(*, at: datetime) -> int:
    """Remove conversations nobody went on with, with all that was said in them; returns how many."""
    overdue = Conversation.objects.overdue(at=at).values("pk")[:1000]
    return Conversation.objects.filter(pk__in=overdue).delete()[1].get("chatbot.Conversation", 0)


def history(conversation: Conversation, *, last: int = 50) -> list[tuple[str, list[Reply]]]:
    """(what the resident said, what was answered), the oldest first."""
    turns = list(conversation.turns.order_by("-number")[:last])[::-1]
    contents = [turn.get_content() for turn in turns]
    return [(content["said"], [Reply.from_json(reply) for reply in content["replies"]]) for content in contents]
