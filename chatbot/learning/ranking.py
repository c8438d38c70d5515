"""Which topics were asked in vain most often: how often, in how many conversations, and whether more or less than before."""

from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet

from chatbot.models import UnansweredQuestion
from chatbot.models.learning import MISSED

USUAL_DAYS = 90


def ranked(topics: QuerySet[UnansweredQuestion], *, first: date, last: date) -> QuerySet[UnansweredQuestion]:
    """With `count`, `talks`, `before` (in the time before, as long) and `since` (after it was handled); most conversations first.

    Only those asked in vain within the days. One statement.
    """
    length = last - first + timedelta(days=1)
    missed = Q(asked__outcome__in=MISSED) | Q(asked__verdict="unhelped")
    within = missed & Q(asked__day__range=(first, last))
    former = missed & Q(asked__day__range=(first - length, first - timedelta(days=1)))
    counted = topics.annotate(
        count=Count("asked", filter=within, distinct=True),
        talks=Count("asked__record", filter=within, distinct=True),
        before=Count("asked__record", filter=former, distinct=True),
        since=Count("asked", filter=missed & Q(asked__day__gt=F("handled_on")), distinct=True),
    )
    return counted.filter(count__gt=0).order_by("-talks", "-count", "-last_on", "pk")


def usual_days(today: date) -> tuple[date, date]:
    return today - timedelta(days=USUAL_DAYS - 1), today
