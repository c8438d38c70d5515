from . import faq

__all__ = ["faq"]
