from . import listing

__all__ = ["listing"]
