"""How a form is used, over a period: what the counts say, with the names of pages and questions. Five statements."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Aggregate, Count, DurationField, Exists, ExpressionWrapper, F, OuterRef, QuerySet, Sum
from django.utils.translation import gettext as _

from forms_app.models import Application, Form, FormStatistic, FormVersion, StatusChange
from forms_app.models.statistic import CHECK_PAGE, Device, StatisticKind
from forms_app.schema.definition import Definition, load
from forms_app.workflow import Actor

from .statistic_words import code_words

CORRECTIONS_READ = 1000


class Median(Aggregate):
    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class Row:
    """`share`: of the longest row, in percent, for the bar. `parts`: (word, count) of which it is made."""

    label: str
    count: int
    share: int
    parts: tuple[tuple[str, int], ...] = ()
    left: int = 0
    left_share: int = 0


@dataclass(frozen=True)
class Period:
    first: date
    last: date


@dataclass(frozen=True)
class Figures:
    started: int
    devices: tuple[tuple[str, int], ...]
    finished: int
    finished_percent: int | None
    median: timedelta | None
    returned: int
    pages: list[Row]
    errors: list[Row]
    corrected: list[Row]


def figures(form: Form, version: FormVersion | None, period: Period) -> Figures:
    """`version` None: all of them. Names are those of the newest version that has the page or question."""
    version_id = version.pk if version else None
    counts = _counts(form, version_id, period)
    started = sum(counts[StatisticKind.STARTED].values())
    finished, median = _finished(form, version_id, period)
    names = Names(form, version_id)
    return Figures(
        started=started,
        devices=tuple((str(d.label), counts[StatisticKind.STARTED]["", "", d.value]) for d in Device),
        finished=finished,
        finished_percent=round(100 * finished / started) if started else None,
        median=median,
        returned=_changes(form, version_id, period, "return_for_correction").count(),
        pages=_pages(counts, names, started),
        errors=_errors(counts[StatisticKind.ERROR], names),
        corrected=_corrected(form, version_id, period, names),
    )


class Names:
    """Of pages and questions, in their order."""

    def __init__(self, form: Form, version_id: int | None):
        versions = form.versions.filter(pk=version_id) if version_id else form.versions.all()
        newest, *older = versions.order_by("-number").values_list("definition", flat=True)[:20] or [None]
        self.newest: Definition | None = load(newest) if newest else None
        self.older = older
        self.pages = {page.key: page.title for page in self.newest.pages} if self.newest else {}
        self.labels = {f.key: f.label for f in self.newest.fields} if self.newest else {}

    def add_older(self, wanted: Iterable[str]) -> None:
        """Questions and pages that were asked once: only now are their versions read."""
        missing = set(wanted) - {CHECK_PAGE} - self.pages.keys() - self.labels.keys()
        for definition in (load(each) for each in self.older if missing):
            for page in definition.pages:
                self.pages.setdefault(page.key, _("%(name)s（前の版）") % {"name": page.title})
            for field in definition.fields:
                self.labels.setdefault(field.key, _("%(name)s（前の版）") % {"name": field.label})


Counts = Mapping[str, Counter[tuple[str, str, str]]]
"""By kind: place, code, device."""


def _counts(form: Form, version_id: int | None, period: Period) -> Counts:
    found: dict[str, Counter[tuple[str, str, str]]] = defaultdict(Counter)
    rows = FormStatistic.objects.of(form, version_id=version_id, first=period.first, last=period.last)
    for kind, place, code, device, number in rows.values_list("kind", "place", "code", "device").annotate(Sum("count")):
        found[kind][place, code, device] = number
    return found


def _finished(form: Form, version_id: int | None, period: Period) -> tuple[int, timedelta | None]:
    by_staff = StatusChange.objects.filter(application=OuterRef("pk"), verb="submit", actor_kind=str(Actor.STAFF))
    sent = Application.objects.filter(
        ~Exists(by_staff), form=form, submitted_at__date__range=(period.first, period.last)
    )
    sent = sent.filter(form_version_id=version_id) if version_id else sent
    duration = ExpressionWrapper(F("submitted_at") - F("started_at"), output_field=DurationField())
    facts = sent.aggregate(number=Count("pk"), median=Median(duration))
    return facts["number"], facts["median"]


def _changes(form: Form, version_id: int | None, period: Period, verb: str) -> QuerySet[StatusChange]:
    found = StatusChange.objects.filter(application__form=form, verb=verb, at__date__range=(period.first, period.last))
    return found.filter(application__form_version_id=version_id) if version_id else found


def _pages(counts: Counts, names: Names, started: int) -> list[Row]:
    reached, left = (_by_place(counts[kind]) for kind in (StatisticKind.REACHED, StatisticKind.LEFT))
    names.add_older([*reached, *left])
    first = next(iter(names.pages), None)
    numbers = {key: started if key == first else reached[key] for key in [*names.pages, CHECK_PAGE]}
    titles = {**names.pages, CHECK_PAGE: _("内容の確認")}
    most, most_left = max(numbers.values(), default=0), max(left.values(), default=0)
    return [
        Row(titles[key], n, _percent(n, most), left=left[key], left_share=_percent(left[key], most_left))
        for key, n in numbers.items()
    ]


def _errors(counts: Counter[tuple[str, str, str]], names: Names) -> list[Row]:
    by_code: dict[str, Counter[str]] = defaultdict(Counter)
    for (place, code, _device), number in counts.items():
        by_code[place][code_words(code)] += number
    names.add_older(by_code)
    return _rows(
        (names.labels.get(key, key), sum(codes.values()), tuple(codes.most_common())) for key, codes in by_code.items()
    )


def _corrected(form: Form, version_id: int | None, period: Period, names: Names) -> list[Row]:
    """Which questions residents changed after they had been asked to correct: the step names them, and no answer."""
    steps = _changes(form, version_id, period, "resubmit").order_by("-id").only("public_id", "message_sealed")
    changed = Counter(label for step in steps[:CORRECTIONS_READ] for label in step.message.split("、") if label)
    return _rows((label, number, ()) for label, number in changed.items())


def _by_place(counts: Counter[tuple[str, str, str]]) -> Counter[str]:
    places: Counter[str] = Counter()
    for (place, _code, _device), number in counts.items():
        places[place] += number
    return places


def _rows(found: Iterable[tuple[str, int, tuple[tuple[str, int], ...]]]) -> list[Row]:
    """The highest first."""
    ranked = sorted(found, key=lambda item: (-item[1], item[0]))
    return [Row(label, number, _percent(number, ranked[0][1]), parts) for label, number, parts in ranked]


def _percent(number: int, of: int) -> int:
    return round(100 * number / of) if of else 0
