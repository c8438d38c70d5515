"""The numbers to call along with an answer, where what was said may be about life: never instead of the answer."""

import logging
from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext as _

from .message import Incoming, Link, Outcome, Reply
from .skills.base import Turned
from .skills.danger import NAMES, Danger
from .understanding.danger_guess import may_be_danger

logger = logging.getLogger(__name__)
NUMBERS = (
    ("火事・救急", "119"),
    ("事件・事故", "110"),
    ("よりそいホットライン", "0120-279-338"),
    ("児童相談所虐待対応ダイヤル", "189"),
)


def with_numbers(outcome: Outcome, *, skill: str, incoming: Incoming, around: Turned) -> Outcome:
    """Before it, for a question that no table of danger knew. Within a form, or with a person, nobody is guessed at."""
    if around.skill or skill == Danger.name or not incoming.text or not _may_be(incoming.text):
        return outcome
    return replace(outcome, replies=(_numbers(), *outcome.replies))


def _may_be(text: str) -> bool:
    try:
        return may_be_danger(text, encoder_name=settings.FAQ_ENCODER)
    except Exception as problem:  # the answer is worth more than the guess
        logger.warning("the guess of danger failed: %s", type(problem).__name__)
        return False


def _numbers() -> Reply:
    text = _("もし、命や身の安全にかかわることでしたら、すぐに電話してください。")
    calls = [(NAMES[name](), number) for name, number in NUMBERS]
    links = tuple(Link(f"{name} {number}", f"tel:{number}") for name, number in calls)
    return Reply(text, links=links)
