"""How many applications a form takes, for those that do not take all who come."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .form import Form


class FormQuota(models.Model):
    """`taken` is kept by a trigger on the applications (migration 0009), and never exceeds `most`: an application too many is not
    inserted. Those withdrawn or rejected give their place back."""

    form = models.OneToOneField(Form, on_delete=models.CASCADE, primary_key=True, related_name="quota")
    most = models.PositiveIntegerField(_("受け付ける件数"))
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("受付件数の上限")
        verbose_name_plural = _("受付件数の上限")
        constraints = [
            models.CheckConstraint(condition=Q(taken__lte=F("most")), name="form_quota_is_kept"),
            models.CheckConstraint(condition=Q(most__gte=1), name="form_quota_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.taken} / {self.most}"

    @property
    def left(self) -> int:
        return self.most - self.taken
