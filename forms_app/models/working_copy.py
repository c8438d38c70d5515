"""What a form's working copy has been, so that an edit can be undone, and done again."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.accounts.models import StaffUser

from .form import Form


class WorkingCopyStep(models.Model):
    """The working copy after one edit. `Form.step` says which of them it is now: below it lies what can be undone, above
    it what can be done again. `subject`: what was edited, "" where each edit is a step of its own."""

    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    definition = models.JSONField(encoder=DjangoJSONEncoder)
    subject = models.CharField(max_length=100, blank=True)
    made_by = models.ForeignKey(StaffUser, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("編集の記録")
        verbose_name_plural = _("編集の記録")
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="working_copy_step_is_unique")]

    def __str__(self) -> str:
        return f"{self.form_id} {self.number}"
