"""Judged questions as files: entries and questions as one JSON object a line, questions out of scope as lists by kind."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .entry import Entry

RIGHT, PARTLY = 2, 1


@dataclass(frozen=True)
class LabelledQuestion:
    text: str
    relevant: Mapping[str, int]

    @property
    def right_answers(self) -> list[str]:
        """The best that there are: of a question without a right answer, those that are partly right."""
        best = max(self.relevant.values(), default=0)
        return [id for id, grade in self.relevant.items() if grade == best]


def read_entries(path: Path) -> list[Entry]:
    return [
        Entry(
            id=str(row["id"]),
            question=row["question"],
            answer=row.get("answer", ""),
            paraphrases=tuple(row.get("paraphrases", ())),
            category=row.get("category", ""),
            general=bool(row.get("general", False)),
        )
        for row in _rows(path)
    ]


def read_questions(path: Path) -> list[LabelledQuestion]:
    return [
        LabelledQuestion(row["query"], {str(id): grade for id, grade in row["relevant"].items()}) for row in _rows(path)
    ]


def read_out_of_scope(path: Path) -> list[str]:
    kinds = json.loads(path.read_text(encoding="utf-8"))
    return [sentence for sentences in kinds.values() for sentence in sentences]


def _rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
