"""A conversation as a clerk reads it."""

from dataclasses import dataclass
from datetime import datetime

from chatbot.dialogue.message import Reply
from chatbot.models import Conversation

MOST = 300


@dataclass(frozen=True)
class Line:
    """One turn: what the resident said ('' for nothing), and what was answered by the portal or a person."""

    number: int
    at: datetime
    said: str
    replies: list[Reply]


def lines_of(conversation: Conversation, *, after: int = 0) -> list[Line]:
    """The last MOST turns after a number, the oldest first."""
    turns = list(conversation.turns.filter(number__gt=after).order_by("-number")[:MOST])[::-1]
    contents = [(turn, turn.get_content()) for turn in turns]
    return [
        Line(turn.number, turn.created_at, content["said"], [Reply.from_json(reply) for reply in content["replies"]])
        for turn, content in contents
    ]
