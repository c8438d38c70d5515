"""How the conversation does its work, over a period: what the log counts. Four statements, however much was asked."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date, timedelta

from django.db.models import Count, DateField, Q, QuerySet
from django.db.models.functions import TruncDay, TruncMonth, TruncWeek

from chatbot.models import AskedOutcome, AskedQuestion, ConversationRecord, FaqEntry, Verdict

DAY, WEEK, MONTH = "day", "week", "month"
_TRUNCATED = {DAY: TruncDay, WEEK: TruncWeek, MONTH: TruncMonth}
RESOLVED = ~Q(read="") & Q(wants_person=False) & (Q(verdict=Verdict.HELPED) | Q(verdict="", is_repeated=False))
"""Something was read, and it helped, or nobody said otherwise: no 「解決しなかった」, no second question for the same, no person."""
MOST_ENTRIES = 10


@dataclass(frozen=True)
class Window:
    """Days that both belong to it; channel and language '' for all."""

    first: date
    last: date
    unit: str = DAY
    channel: str = ""
    language: str = ""


@dataclass
class Row:
    """Of one day, week or month, or of all. Five outcomes make up the questions."""

    first: date | None = None
    questions: int = 0
    alone: int = 0
    chosen: int = 0
    offered: int = 0
    none: int = 0
    person: int = 0
    read: int = 0
    resolved: int = 0
    helped: int = 0
    unhelped: int = 0
    conversations: int = 0
    with_person: int = 0

    @property
    def answer_rate(self) -> int | None:
        return percent(self.alone + self.chosen, self.questions)

    @property
    def resolution_rate(self) -> int | None:
        return percent(self.resolved, self.read)

    @property
    def deflection_rate(self) -> int | None:
        """Conversations that ended without a wish for a person."""
        return percent(self.conversations - self.with_person, self.conversations)


@dataclass(frozen=True)
class Top:
    """An entry or a field of life. `share`: of the most read one, in percent, for the bar."""

    label: str
    count: int
    share: int
    helped: int = 0
    unhelped: int = 0
    slug: str = ""


@dataclass(frozen=True)
class Figures:
    window: Window
    total: Row
    rows: list[Row]
    entries: list[Top] = field(default_factory=list)
    categories: list[Top] = field(default_factory=list)


def percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None


def figures(window: Window) -> Figures:
    rows = rows_of(window)
    entries, categories = _tops(_asked(window))
    return Figures(window, total_of(rows), rows, entries, categories)


def rows_of(window: Window) -> list[Row]:
    """One for each day, week or month, those without anything too. Two statements."""
    rows = {first: Row(first) for first in _firsts(window)}
    for found in (
        _bucketed(_asked(window), window.unit)
        .annotate(
            number=Count("id"),
            was_read=Count("id", filter=~Q(read="")),
            was_resolved=Count("id", filter=RESOLVED),
            did_help=Count("id", filter=Q(verdict=Verdict.HELPED)),
            did_not=Count("id", filter=Q(verdict=Verdict.UNHELPED)),
        )
        .values_list("bucket", "outcome", "number", "was_read", "was_resolved", "did_help", "did_not")
    ):
        _add_questions(rows[found[0]], *found[1:])
    records = _narrowed(ConversationRecord.objects.filter(day__range=(window.first, window.last)), window, "")
    counted = _truncated(records, window.unit).values("bucket")
    counted = counted.annotate(number=Count("id"), wished=Count("id", filter=Q(wants_person=True)))
    for bucket, number, wished in counted.values_list("bucket", "number", "wished"):
        rows[bucket].conversations, rows[bucket].with_person = number, wished
    return list(rows.values())


def total_of(rows: Iterable[Row]) -> Row:
    total = Row()
    for row in rows:
        for each in fields(Row)[1:]:
            setattr(total, each.name, getattr(total, each.name) + getattr(row, each.name))
    return total


def _add_questions(row: Row, outcome: str, number: int, read: int, resolved: int, helped: int, unhelped: int) -> None:
    row.questions += number
    setattr(row, AskedOutcome(outcome).value, number)
    row.read, row.resolved = row.read + read, row.resolved + resolved
    row.helped, row.unhelped = row.helped + helped, row.unhelped + unhelped


def _asked(window: Window) -> QuerySet[AskedQuestion]:
    return _narrowed(AskedQuestion.objects.within(window.first, window.last), window, "record__")


def _narrowed(found: QuerySet, window: Window, before: str) -> QuerySet:
    if window.channel:
        found = found.filter(**{f"{before}channel": window.channel})
    return found.filter(language=window.language) if window.language else found


def _truncated(found: QuerySet, unit: str) -> QuerySet:
    return found.annotate(bucket=_TRUNCATED[unit]("day", output_field=DateField())).order_by()


def _bucketed(found: QuerySet, unit: str) -> QuerySet:
    return _truncated(found, unit).values("bucket", "outcome")


def _firsts(window: Window) -> Iterator[date]:
    """The first day of each day, week or month that the window touches."""
    day = window.first
    while day <= window.last:
        first = first_of(day, window.unit)
        yield first
        day = _after(first, window.unit)


def first_of(day: date, unit: str) -> date:
    if unit == MONTH:
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if unit == WEEK else day


def _after(first: date, unit: str) -> date:
    if unit == MONTH:
        return (first + timedelta(days=31)).replace(day=1)
    return first + timedelta(days=7 if unit == WEEK else 1)


def _tops(asked: QuerySet[AskedQuestion]) -> tuple[list[Top], list[Top]]:
    """What was read most. Two statements."""
    counted = asked.exclude(read="").order_by().values("read")
    counted = counted.annotate(
        number=Count("id"),
        did_help=Count("id", filter=Q(verdict=Verdict.HELPED)),
        did_not=Count("id", filter=Q(verdict=Verdict.UNHELPED)),
    ).order_by("-number", "read")
    rows = list(counted.values_list("read", "number", "did_help", "did_not"))
    entries = FaqEntry.objects.filter(slug__in=[row[0] for row in rows])
    known = {
        slug: (question, label) for slug, question, label in entries.values_list("slug", "question", "category__label")
    }
    most = rows[0][1] if rows else 0
    tops = [
        Top(known[slug][0], number, percent(number, most) or 0, helped, unhelped, slug)
        for slug, number, helped, unhelped in rows
        if slug in known
    ]
    fields_of_life: Counter[str] = Counter()
    for slug, number, _helped, _unhelped in rows:
        if slug in known:
            fields_of_life[known[slug][1]] += number
    greatest = max(fields_of_life.values(), default=0)
    categories = [
        Top(label, number, percent(number, greatest) or 0) for label, number in fields_of_life.most_common(MOST_ENTRIES)
    ]
    return tops[:MOST_ENTRIES], categories
