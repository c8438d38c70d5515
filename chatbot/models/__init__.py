from .conversation import Channel, Conversation, Turn
from .faq import FaqCategory, FaqEntry, FaqQuerySet, FaqRevision, FaqState, KnowledgeState, RevisionKind
from .skill import NEVER_STOPPED, StoppedSkill

__all__ = [
    "Channel",
    "Conversation",
    "FaqCategory",
    "FaqEntry",
    "FaqQuerySet",
    "FaqRevision",
    "FaqState",
    "KnowledgeState",
    "NEVER_STOPPED",
    "RevisionKind",
    "StoppedSkill",
    "Turn",
]
