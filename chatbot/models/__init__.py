from .conversation import Channel, Conversation, Turn
from .faq import FaqCategory, FaqEntry, FaqQuerySet, FaqRevision, FaqState, KnowledgeState, RevisionKind
from .handover import CannedReply, Handover, HandoverNote, HandoverRating, HandoverState
from .inquiry import Inquiry, InquiryAnswer, InquiryState
from .learning import (
    Answered,
    AskedOutcome,
    AskedQuestion,
    ConversationRecord,
    ReportReader,
    UnansweredQuestion,
    UnansweredState,
    Verdict,
    WeeklyReport,
)
from .skill import NEVER_STOPPED, StoppedSkill

__all__ = [
    "NEVER_STOPPED",
    "Answered",
    "AskedOutcome",
    "AskedQuestion",
    "CannedReply",
    "Channel",
    "Conversation",
    "ConversationRecord",
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
    "ReportReader",
    "RevisionKind",
    "StoppedSkill",
    "Turn",
    "UnansweredQuestion",
    "UnansweredState",
    "Verdict",
    "WeeklyReport",
]
