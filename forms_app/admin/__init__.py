from . import applications

__all__ = ["applications"]
