from .application import Application, Draft
from .attachment import Attachment
from .export import Export, ExportState
from .form import Category, Form, FormVersion
from .history import InternalNote, StatusChange
from .quota import FormQuota
from .statistic import FormStatistic
from .submission_key import SubmissionKey
from .working_copy import WorkingCopyStep

__all__ = [
    "Application",
    "Attachment",
    "Category",
    "Draft",
    "Export",
    "ExportState",
    "Form",
    "FormQuota",
    "FormStatistic",
    "FormVersion",
    "InternalNote",
    "StatusChange",
    "SubmissionKey",
    "WorkingCopyStep",
]
