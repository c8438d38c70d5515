"""A resident is logged in on a device. Apart from Django's sessions, which are the staff's: neither opens the other's doors."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .resident import Resident


class ResidentSessionQuerySet(models.QuerySet):
    def living(self, *, at: datetime) -> "ResidentSessionQuerySet":
        return self.filter(expires_at__gt=at)

    def overdue(self, *, at: datetime) -> "ResidentSessionQuerySet":
        return self.filter(expires_at__lte=at)


class ResidentSession(models.Model):
    """`digest`: of the token in the browser's cookie; whoever reads this table cannot log in with it."""

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="sessions")
    digest = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects = ResidentSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("住民のログイン")
        verbose_name_plural = _("住民のログイン")
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("started_at")), name="resident_session_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["expires_at"], name="resident_session_by_expiry")]

    def __str__(self) -> str:
        return f"{self.resident_id} {self.started_at:%Y-%m-%d}"
