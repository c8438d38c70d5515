"""What a verb refuses. Codes and facts; the door makes the sentence."""

from typing import Any

from forms_app.schema.answers import Answers
from forms_app.schema.definition import Definition


class ServiceError(Exception):
    """Base of every refusal in this package."""


class FormClosed(ServiceError):
    """The procedure is not open: never published, stopped, before or after its 公開期間."""


class FormFull(FormClosed):
    """As many applications were filed as the form takes."""


class QuotaBelowTaken(ServiceError):
    """More applications hold a place already."""

    def __init__(self, taken: int):
        super().__init__(taken)
        self.taken = taken


class DraftGone(ServiceError):
    """The draft was submitted, discarded or has expired."""


class Superseded(ServiceError):
    """The draft's version may not be sent any more: `version_id` is mandatory."""

    def __init__(self, version_id: int):
        super().__init__(version_id)
        self.version_id = version_id


class InvalidAnswers(ServiceError):
    def __init__(self, answers: Answers, definition: Definition):
        super().__init__(f"{len(answers.errors)} errors")
        self.answers, self.definition = answers, definition


class Conflict(ServiceError):
    """Somebody else changed the row since it was shown (optimistic lock)."""


class NotPermitted(ServiceError):
    """accounts.rules says no."""


class MessageRequired(ServiceError):
    """The resident must be told why."""


class UploadRefused(ServiceError):
    """`code`: too_large, empty, kind_not_allowed, content_mismatch, too_many."""

    def __init__(self, code: str, **params: Any):
        super().__init__(code)
        self.code, self.params = code, params


class ExportGone(ServiceError):
    """Not this person's, not finished, or past its day."""


class TooManyLookups(ServiceError):
    """This client, or this receipt number, was tried too often."""


class NoSuchReceipt(ServiceError):
    """Receipt number and password do not belong together."""


class KeyReused(ServiceError):
    """The caller's key stands for other content."""


class NotTheirs(ServiceError):
    """Another resident has this application."""
