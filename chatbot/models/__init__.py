from .conversation import Channel, Conversation, Turn
from .faq import FaqCategory, FaqEntry, FaqQuerySet, FaqRevision, FaqState, KnowledgeState, RevisionKind

__all__ = [
    "Channel",
    "Conversation",
    "FaqCategory",
    "FaqEntry",
    "FaqQuerySet",
    "FaqRevision",
    "FaqState",
    "KnowledgeState",
    "RevisionKind",
    "Turn",
]
