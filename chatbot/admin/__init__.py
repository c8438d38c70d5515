from . import faq, skills

__all__ = ["faq", "skills"]
