"""よくある質問: the list, the page where an answer is written, its way to residents, its history, files, and the categories."""

from . import categories, listing

__all__ = ["categories", "listing"]
