"""Questions and answers for tests; a published one has gone through the real verbs."""

from itertools import count

from chatbot.models import FaqCategory, FaqEntry
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
