"""Applications on paper: PDF/UA-1 (ISO 14289-1) by typst, in a typeface made to be read by old eyes (BIZ UDPGothic)."""

from .document import Picture, Sheet, pdf_of

__all__ = ["Picture", "Sheet", "pdf_of"]
