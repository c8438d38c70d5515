"""Why a clerk's deed was refused. The door makes the sentence."""

from municipalities.accounts.models import StaffUser


class Refused(Exception):
    pass


class NotPermitted(Refused):
    """By the rules: another section's, or read only."""


class AlreadyTaken(Refused):
    def __init__(self, by: StaffUser):
        super().__init__(by.pk)
        self.by = by


class NotYours(Refused):
    """Somebody else has it, or nobody has taken it yet."""


class Ended(Refused):
    """The resident left, or it was closed, in the meantime."""


class NothingSaid(Refused):
    """Without a text."""
