from . import applications, exports, forms

__all__ = ["applications", "exports", "forms"]
