"""Six digits that were sent to an address, until they are typed in, have been guessed at too often, or ten minutes are over."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from municipalities.tenancy.sealed_row import SealedRow

from .resident import Resident

TRIES = 5
_TAKE_TRY = """
    UPDATE residents_logincode SET tries_left = tries_left - 1
    WHERE public_id = %s AND tries_left > 0 AND expires_at > %s
    RETURNING *
"""


class LoginCodeQuerySet(models.QuerySet):
    def overdue(self, *, at: datetime) -> "LoginCodeQuerySet":
        return self.filter(expires_at__lte=at)

    def take_try(self, public_id: object, *, at: datetime) -> "LoginCode | None":
        """One of its tries, whatever comes of it: counted before the comparison. None where none is left, or it is too late."""
        return next(iter(self.raw(_TAKE_TRY, [public_id, at])), None)


class LoginCode(SealedRow):
    """`resident`: who wants to take this address in place of the former one; None: somebody wants to log in with it."""

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, null=True, related_name="+")
    address_sealed = models.BinaryField(editable=False)
    code_digest = models.CharField(max_length=64)
    tries_left = models.PositiveSmallIntegerField(default=TRIES)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects = LoginCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("確認コード")
        verbose_name_plural = _("確認コード")
        constraints = [
            models.CheckConstraint(condition=Q(tries_left__range=(0, TRIES)), name="login_code_tries_are_limited"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("sent_at")), name="login_code_expires_after_sending"),
        ]
        indexes = [models.Index(fields=["expires_at"], name="login_code_by_expiry")]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def address(self) -> str:
        return self.open_text(self.address_sealed, field="address")

    @address.setter
    def address(self, text: str) -> None:
        self.address_sealed = self.seal_text(text, field="address")
