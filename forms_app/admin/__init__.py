from . import applications, forms

__all__ = ["applications", "forms"]
