from collections.abc import Iterable

from chatbot.models import FaqCategory


class Tree:
    """All categories of the town, read once."""

    def __init__(self, categories: Iterable[FaqCategory]):
        self.below: dict[int | None, list[FaqCategory]] = {}
        self.by_id = {category.pk: category for category in categories}
        for category in self.by_id.values():
            self.below.setdefault(category.parent_id, []).append(category)

    def in_order(self) -> list[FaqCategory]:
        """Each before those below it."""
        return [each for top in self.below.get(None, []) for each in self.with_all_below(top)]

    def with_all_below(self, category: FaqCategory) -> list[FaqCategory]:
        below = (each for child in self.below.get(category.pk, []) for each in self.with_all_below(child))
        return [category, *below]

    def path(self, category: FaqCategory) -> str:
        above = self.by_id.get(category.parent_id)
        return f"{self.path(above)} ／ {category.label}" if above else category.label

    def depth(self, category: FaqCategory) -> int:
        above = self.by_id.get(category.parent_id)
        return self.depth(above) + 1 if above else 0
