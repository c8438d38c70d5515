"""What the index knows of an entry: plain text, no database row."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    id: str
    question: str
    answer: str = ""
    paraphrases: tuple[str, ...] = ()
    category: str = ""
    general: bool = False
    revision: int = 0

    @property
    def titles(self) -> tuple[str, ...]:
        return (self.question, *self.paraphrases)
