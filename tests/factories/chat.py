"""Conversations as residents have them."""

from itertools import count
from typing import Any

from chatbot.dialogue import engine
from chatbot.dialogue.message import Incoming, Reply
from chatbot.models import Channel, Conversation

_numbers = count(1)


class Talk:
    """One conversation; each thing said gets an id of its own."""

    def __init__(self, conversation: Conversation | None = None):
        self.conversation = conversation or engine.begin()

    def say(self, text: str = "", **more: Any) -> list[Reply]:
        client, resident = more.pop("client", ""), more.pop("resident", None)
        incoming = Incoming(**{"id": f"m{next(_numbers)}", "text": text, **more})
        return engine.respond(
            conversation_id=self.conversation.public_id, incoming=incoming, client=client, resident=resident
        )

    def press(self, choice: str, **more: Any) -> list[Reply]:
        return self.say(choice=choice, **more)

    def put(self, raw: Any) -> list[Reply]:
        """Answer by the question's control."""
        return self.say(raw=raw)

    @property
    def state(self) -> dict[str, Any]:
        self.conversation.refresh_from_db()
        return self.conversation.get_state()


def text_only() -> Talk:
    """A channel that has words and buttons and nothing else."""
    return Talk(engine.begin(channel=Channel.LINE))


def labels(reply: Reply) -> list[str]:
    return [choice.label for choice in reply.choices]
