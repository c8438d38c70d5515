"""手続フォーム: the list, the editor of a form's questions, preview, and publication."""

from . import listing

__all__ = ["listing"]
