"""The one walk over an application: check page, case page, staff page, mail, PDF and exports consume these nodes.

Hidden questions are not in `values`, so they are not in the walk; an unanswered visible one shows as empty.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from forms_app.schema.answers import visible_fields
from forms_app.schema.definition import Definition, Field, Page
from forms_app.schema.registry import field_type


@dataclass(frozen=True)
class AnswerNode:
    """One question with its answer as a person reads it. `file_ids`: public ids of attachments; `picture`: a data: address."""

    field: Field
    label: str
    text: str
    file_ids: tuple[str, ...] = ()
    picture: str = ""

    @property
    def is_answered(self) -> bool:
        return bool(self.text or self.file_ids)

    @property
    def is_shown(self) -> bool:
        return field_type(self.field.type).is_shown


@dataclass(frozen=True)
class PageNode:
    """`page`: None for what nobody was asked."""

    page: Page | None
    title: str
    answers: tuple[AnswerNode, ...] = field(default_factory=tuple)


def walk(definition: Definition, values: Mapping[str, Any]) -> Iterator[PageNode]:
    visible = visible_fields(definition, values)
    for page in definition.pages:
        answers = tuple(
            _answer(f, values) for f in definition.answerable_fields if f.page_key == page.key and f.key in visible
        )
        if answers:
            yield PageNode(page, page.title, answers)


def walk_for_reading(definition: Definition, values: Mapping[str, Any]) -> Iterator[PageNode]:
    """The walk as people read it: what was asked, page by page; at the end what a link said."""
    pages = list(walk(definition, values))
    for node in pages:
        asked = tuple(answer for answer in node.answers if answer.is_shown)
        if asked:
            yield PageNode(node.page, node.title, asked)
    told = tuple(answer for node in pages for answer in node.answers if answer.is_answered and not answer.is_shown)
    if told:
        yield PageNode(None, _("この申込の情報"), told)


def _answer(question: Field, values: Mapping[str, Any]) -> AnswerNode:
    if question.key not in values:
        return AnswerNode(question, question.label, "")
    value = values[question.key]
    if question.type == "attachment":
        return AnswerNode(question, question.label, "", tuple(str(file_id) for file_id in value))
    kind = field_type(question.type)
    return AnswerNode(question, question.label, kind.display(question, value), picture=kind.picture(question, value))
