from . import faq, figures, handovers, inquiries, replies, skills, unanswered

__all__ = ["faq", "figures", "handovers", "inquiries", "replies", "skills", "unanswered"]
