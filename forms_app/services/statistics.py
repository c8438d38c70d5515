"""Daily counts of how a form is used, in the transaction of the fact. What was sent is counted from the applications.

Of residents: what a clerk types for one is not counted.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import connection
from django.utils import timezone

from forms_app.models import Draft
from forms_app.models.published import published_definition
from forms_app.models.statistic import CHECK_PAGE, StatisticKind

Fact = tuple[str, str, str]
"""Kind, place, code."""

_INTO = "INSERT INTO forms_app_formstatistic AS kept (form_version_id, day, kind, place, code, device, count)"
_ADD = """
    ON CONFLICT (form_version_id, day, kind, place, code, device) DO UPDATE SET count = kept.count + excluded.count
"""
# In one order, so that two requests never wait for each other.
_COUNT = f"""{_INTO}
    SELECT %(version)s, %(day)s, kind, place, code, %(device)s, number
    FROM unnest(%(kinds)s::text[], %(places)s::text[], %(codes)s::text[], %(numbers)s::int[])
        AS facts(kind, place, code, number)
    ORDER BY kind, place, code {_ADD}"""  # noqa: S608 (a constant of this file)
_REACH = f"""WITH moved AS (
        UPDATE forms_app_draft SET furthest = %(position)s
        WHERE public_id = %(draft)s AND furthest < %(position)s AND corrects_id IS NULL
        RETURNING form_version_id, device
    ) {_INTO}
    SELECT form_version_id, %(day)s, %(kind)s, %(place)s, '', device, 1 FROM moved {_ADD}"""  # noqa: S608 (a constant of this file)


def count_started(draft: Draft) -> None:
    _count(draft, [(StatisticKind.STARTED, "", "")])


def count_reached(draft: Draft, page_key: str) -> None:
    """Once for each draft and page, however often it is sent; how far the draft came goes with it."""
    keys = [page.key for page in published_definition(draft.form_version_id).pages]
    position = keys.index(page_key) if page_key in keys else len(keys)
    if position <= draft.furthest or draft.entered_by_id is not None:
        return
    facts = {"position": position, "draft": draft.public_id, "day": timezone.localdate(), "place": page_key}
    with connection.cursor() as cursor:
        cursor.execute(_REACH, {**facts, "kind": StatisticKind.REACHED.value})


def count_left(draft: Draft) -> None:
    """It is removed without having been sent. A correction is not: its application stands."""
    if draft.corrects_id is None:
        keys = [page.key for page in published_definition(draft.form_version_id).pages]
        place = keys[draft.furthest] if draft.furthest < len(keys) else CHECK_PAGE
        _count(draft, [(StatisticKind.LEFT, place, "")])


def count_errors(draft: Draft, errors: Iterable[tuple[str, str]]) -> None:
    """(question's key, code) of each; nothing of what was typed."""
    _count(draft, [(StatisticKind.ERROR, key, code) for key, code in errors])


def _count(draft: Draft, facts: Iterable[Fact]) -> None:
    numbers: Mapping[Fact, int] = Counter(facts)
    if not numbers or draft.entered_by_id is not None:
        return
    kinds, places, codes = zip(*numbers, strict=True)
    values = {"kinds": [str(kind) for kind in kinds], "places": list(places), "codes": list(codes)}
    where = {"version": draft.form_version_id, "day": timezone.localdate(), "device": draft.device}
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {**values, **where, "numbers": list(numbers.values())})
