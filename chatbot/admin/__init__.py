from . import faq, handovers, inquiries, replies, skills

__all__ = ["faq", "handovers", "inquiries", "replies", "skills"]
