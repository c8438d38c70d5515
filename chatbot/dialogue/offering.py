"""Each bubble says which language it is in; and a language is offered, never taken, while nobody chose one."""

from dataclasses import replace

from django.utils.translation import gettext as _

from forms_app.schema.texts import JAPANESE

from .languages import NAMES, speaking
from .message import Incoming, Outcome, Reply
from .skills.language import LANGUAGE, language_choice
from .understanding.languages import language_of


def in_its_language(outcome: Outcome, incoming: Incoming, chosen: str) -> Outcome:
    """`chosen`: what was chosen before this turn, '' for nothing. A skill may have changed it."""
    now = outcome.language or chosen
    replies = tuple(replace(reply, language=reply.language or now or JAPANESE) for reply in outcome.replies)
    replies = tuple(each for reply in replies for each in _with_notice(reply, now or JAPANESE))
    wished = language_of(incoming.text) if not now else ""
    if wished and wished != JAPANESE:
        replies = with_offer(replies, wished)
    return replace(outcome, replies=replies, language=now)


def _with_notice(reply: Reply, language: str) -> tuple[Reply, ...]:
    """An answer that is there in Japanese only says so before it begins, in the language of whoever reads it."""
    if reply.language != JAPANESE or language == JAPANESE:
        return (reply,)
    with speaking(language):
        return (Reply(_("答えは日本語です。"), language=language), reply)


def with_offer(replies: tuple[Reply, ...], language: str) -> tuple[Reply, ...]:
    """The offer stands before the last bubble, its button with the last one's: channels show the buttons of the last."""
    *before, last = replies
    if any(choice.value == f"{LANGUAGE}{language}" for choice in last.choices):
        return replies
    with speaking(language):
        offer = Reply(_("日本語で続けられます。「%(language)s」を押してください。") % {"language": NAMES[language]})
    last = replace(last, choices=(language_choice(language), *last.choices))
    return (*before, replace(offer, language=language), last)
