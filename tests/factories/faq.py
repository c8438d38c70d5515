"""Questions and answers for tests."""

from datetime import date
from itertools import count

from chatbot.models import FaqCategory, FaqEntry, FaqRevision, FaqState
from municipalities.accounts.models import Section

from .accounts import section as make_section

_numbers = count(1)


def category(*, slug: str | None = None, **facts) -> FaqCategory:
    slug = slug or f"category-{next(_numbers)}"
    return FaqCategory.objects.create(slug=slug, **{"label": f"分野 {slug}", **facts})


def entry(*, section: Section | None = None, category: FaqCategory | None = None, **facts) -> FaqEntry:
    """A draft that nobody reviewed, without history."""
    number = next(_numbers)
    facts = {
        "slug": f"entry-{number}",
        "question": f"第{number}の手続はどこでできますか？",
        "answer": "窓口でできます。",
        **facts,
    }
    return FaqEntry.objects.create(
        section=section or make_section(), category=category or globals()["category"](), **facts
    )


def published(*, due_on: date | None = None, **facts) -> FaqEntry:
    """What residents read, without the deeds that lead there."""
    made = entry(**facts)
    number = made.revisions.count() + 1
    content = FaqRevision.objects.create(
        entry=made, number=number, kind="publish", state=FaqState.PUBLISHED, content=made.content()
    )
    FaqEntry.objects.filter(pk=made.pk).update(
        state=FaqState.PUBLISHED, current=content, revision=number, due_on=due_on
    )
    return FaqEntry.objects.get(pk=made.pk)


def publish_again(made: FaqEntry, **facts) -> FaqEntry:
    """Residents read other words from now on."""
    for name, value in facts.items():
        setattr(made, name, value)
    content = FaqRevision.objects.create(
        entry=made, number=made.revision + 1, kind="publish", state=FaqState.PUBLISHED, content=made.content()
    )
    made.current, made.revision = content, content.number
    made.save()
    return made
