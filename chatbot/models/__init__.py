from .conversation import Channel, Conversation, Turn
from .faq import FaqCategory, FaqEntry, FaqQuerySet, FaqRevision, FaqState, KnowledgeState, RevisionKind
from .handover import CannedReply, Handover, HandoverNote, HandoverRating, HandoverState
from .inquiry import Inquiry, InquiryAnswer, InquiryState
from .skill import NEVER_STOPPED, StoppedSkill

__all__ = [
    "CannedReply",
    "Channel",
    "Conversation",
    "FaqCategory",
    "FaqEntry",
    "FaqQuerySet",
    "FaqRevision",
    "FaqState",
    "Handover",
    "HandoverNote",
    "HandoverRating",
    "HandoverState",
    "Inquiry",
    "InquiryAnswer",
    "InquiryState",
    "KnowledgeState",
    "NEVER_STOPPED",
    "RevisionKind",
    "StoppedSkill",
    "Turn",
]
