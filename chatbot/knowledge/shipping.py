"""Put the questions and answers that come with the portal into the town: published as they are, then the town's to change."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from chatbot.content import load
from chatbot.models import FaqCategory, FaqEntry, FaqRevision, FaqState, RevisionKind
from municipalities.accounts.models import Section
from municipalities.tenancy.context import require_town
from municipalities.tenancy.models import Municipality

SHIPPED_REVISION = 1
"""Of the content as a whole: raised when an entry that ships is worded anew."""


def ship_entries(*, sections: Mapping[str, Section]) -> int:
    """`sections`: kind of section (chatbot/content) → the town's. Returns how many are new; what the town has stays as it is."""
    with transaction.atomic():
        known = set(FaqEntry.objects.values_list("slug", flat=True))
        missing = [shipped for shipped in _entries() if shipped["slug"] not in known]
        categories = _ship_categories()
        made = FaqEntry.objects.bulk_create(
            _entry(shipped, categories[shipped["category"]], sections[shipped["section"]]) for shipped in missing
        )
        _publish(made)
    return len(made)


@cache
def _entries() -> tuple[dict[str, Any], ...]:
    return tuple(load.entries())


def _ship_categories() -> dict[str, FaqCategory]:
    shipped = list(enumerate(load.categories()))
    _add_categories((place, facts) for place, facts in shipped if facts["parent"] is None)
    _add_categories((place, facts) for place, facts in shipped if facts["parent"] is not None)
    return {category.slug: category for category in FaqCategory.objects.all()}


def _add_categories(shipped: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
    known = {category.slug: category for category in FaqCategory.objects.all()}
    FaqCategory.objects.bulk_create(
        FaqCategory(slug=facts["slug"], label=facts["label"], position=place, parent=known.get(facts["parent"]))
        for place, facts in shipped
        if facts["slug"] not in known
    )


def _entry(shipped: Mapping[str, Any], category: FaqCategory, section: Section) -> FaqEntry:
    values = _values(require_town(), section)
    return FaqEntry(
        slug=shipped["slug"],
        category=category,
        section=section,
        question=shipped["question"],
        paraphrases=shipped["paraphrases"],
        answer=load.fill(shipped["answer"], values),
        short_answer=load.fill(shipped["short_answer"], values),
        links=shipped["links"],
        form_slug=shipped["form"] or "",
        legal_basis=shipped["legal_basis"],
        audience=shipped["audience"],
        is_general=shipped["general"],
        review_on=_review_day(shipped["review_months"]),
        source_slug=shipped["slug"],
        source_revision=SHIPPED_REVISION,
    )


def _values(town: Municipality, section: Section) -> dict[str, str]:
    # A town may have given no number yet: the sentence has to read well all the same.
    phone = town.phone or _("役所の代表電話")
    return {
        "municipality": town.name,
        "office": {"町": _("町役場"), "村": _("村役場")}.get(town.name[-1], _("市役所")),
        "phone": phone,
        "section_phone": section.phone or phone,
        "hours": _("月曜から金曜の午前8時30分から午後5時15分まで"),
    }


def _review_day(months: int) -> date:
    return timezone.localdate() + relativedelta(months=months)


def _publish(entries: list[FaqEntry]) -> None:
    FaqRevision.objects.bulk_create(
        FaqRevision(
            entry=entry,
            number=entry.revision,
            kind=RevisionKind.PUBLISH,
            state=FaqState.PUBLISHED,
            content=entry.content(),
            note=_("最初から入っている質問"),
        )
        for entry in entries
    )
    own = FaqRevision.objects.filter(entry=OuterRef("pk"), number=OuterRef("revision")).values("pk")
    FaqEntry.objects.filter(pk__in=[entry.pk for entry in entries]).update(
        state=FaqState.PUBLISHED, current=Subquery(own), due_on=F("review_on")
    )
