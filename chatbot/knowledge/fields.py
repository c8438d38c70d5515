"""The fields of life that have something for residents to read, for whoever looks by field and not by words."""

from collections.abc import Iterable, Sequence

from chatbot.models import FaqCategory, FaqEntry


def top() -> list[FaqCategory]:
    return _below(None)


def below(field: FaqCategory) -> list[FaqCategory]:
    return _below(field.pk)


def of_entries(entries: Iterable[FaqEntry]) -> list[FaqCategory]:
    """Each once, in the order in which they first come."""
    return list({entry.category_id: entry.category for entry in entries}.values())


def entries(field: FaqCategory, *, first: Sequence[str] = ()) -> list[FaqEntry]:
    """What residents may read of it: those named in `first`, in that order, then the general ones and the others."""
    places = {slug: place for place, slug in enumerate(first)}
    found = FaqEntry.objects.published().filter(category=field).select_related("current", "category", "section")
    return sorted(found, key=lambda entry: (places.get(entry.slug, len(places)), not entry.is_general, entry.pk))


def _below(parent_id: int | None) -> list[FaqCategory]:
    """Two statements, however deep the tree is."""
    fields = {field.pk: field for field in FaqCategory.objects.all()}
    with_something: set[int] = set()
    for pk in FaqEntry.objects.published().order_by().values_list("category_id", flat=True).distinct():
        while pk is not None and pk not in with_something:
            with_something.add(pk)
            pk = fields[pk].parent_id
    return [field for field in fields.values() if field.parent_id == parent_id and field.pk in with_something]
