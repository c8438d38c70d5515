"""Which skills of the conversation a town has stopped for now."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.accounts.models import StaffUser

NEVER_STOPPED = ("danger", "help", "not_understood")
"""Danger to life is told whatever happens; somebody always has an answer."""


class StoppedSkill(models.Model):
    """A row for each skill that is stopped. Taking the row away lets it go on."""

    skill = models.CharField(_("機能"), max_length=30, unique=True)
    stopped_by = models.ForeignKey(StaffUser, verbose_name=_("停止した人"), on_delete=models.SET_NULL, null=True)
    stopped_at = models.DateTimeField(_("停止した日時"), auto_now_add=True)
    reason = models.CharField(_("理由"), max_length=200)

    class Meta:
        verbose_name = _("相談の機能")
        verbose_name_plural = _("相談の機能")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(skill__in=NEVER_STOPPED), name="danger_and_help_are_never_stopped"
            )
        ]

    def __str__(self) -> str:
        return self.skill
