"""What the prefecture counts over all towns. Nothing here may name a town, a resident or a sentence that one wrote."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LEAST_TOWNS, LEAST_CONVERSATIONS = 2, 5
MOST_TERMS = 5


class UnansweredTopic(models.Model):
    """`terms`: words of the shared vocabulary. What fewer towns and fewer conversations share is never written here."""

    terms = ArrayField(models.CharField(max_length=40), verbose_name=_("話題"), size=MOST_TERMS)
    town_count = models.PositiveIntegerField(_("市町村の数"))
    conversation_count = models.PositiveIntegerField(_("相談の数"))
    open_count = models.PositiveIntegerField(_("未対応の市町村の数"))
    collected_at = models.DateTimeField(_("集計日時"))

    class Meta:
        verbose_name = _("答えられなかった話題")
        verbose_name_plural = _("答えられなかった話題")
        ordering = ["-conversation_count", "-town_count", "terms"]
        constraints = [
            models.UniqueConstraint(fields=["terms"], name="unanswered_topic_stands_once"),
            models.CheckConstraint(condition=Q(terms__len__range=(1, MOST_TERMS)), name="unanswered_topic_has_terms"),
            models.CheckConstraint(
                condition=Q(town_count__gte=LEAST_TOWNS) | Q(conversation_count__gte=LEAST_CONVERSATIONS),
                name="unanswered_topic_is_shared_by_enough",
            ),
            models.CheckConstraint(
                condition=Q(open_count__lte=models.F("town_count")), name="unanswered_topic_is_open_in_some"
            ),
        ]

    def __str__(self) -> str:
        return "・".join(self.terms)
