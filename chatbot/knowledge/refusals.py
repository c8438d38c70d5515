"""What the verbs of the knowledge base refuse. Content that cannot be kept is a ValidationError with a sentence at its field."""

from chatbot.models import FaqEntry


class KnowledgeRefusal(Exception):
    """Base of every refusal."""


class NotPermitted(KnowledgeRefusal):
    """accounts.rules says no."""


class Conflict(KnowledgeRefusal):
    """Somebody changed the entry since it was shown. `entry`: as the colleague left it."""

    def __init__(self, entry: FaqEntry):
        super().__init__(entry.slug)
        self.entry = entry


class WrongState(KnowledgeRefusal):
    """The entry's state does not allow this deed."""


class NotReviewed(WrongState):
    """Nobody but its writer has looked at it yet."""
