from .application import Application, Draft
from .attachment import Attachment
from .form import Category, Form, FormVersion
from .history import InternalNote, StatusChange

__all__ = [
    "Application",
    "Attachment",
    "Category",
    "Draft",
    "Form",
    "FormVersion",
    "InternalNote",
    "StatusChange",
]
