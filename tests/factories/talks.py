"""Residents who asked for a person."""

from chatbot.dialogue import engine
from chatbot.dialogue.person import ask_for_person
from chatbot.models import Handover
from municipalities.accounts.models import Section

from .chat import Talk


def waiting(*, section: Section | None = None, says: str = "道路のことで聞きたいです") -> tuple[Talk, Handover]:
    """In the middle of office hours or not: the resident asked, and waits."""
    talk = Talk()
    talk.say(says)
    engine.take_up(conversation_id=talk.conversation.public_id, state={"skill": "handover", "before": {}})
    talk.conversation.refresh_from_db()
    handover = ask_for_person(conversation=talk.conversation, section=section)
    return talk, handover
