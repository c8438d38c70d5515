"""Pages with groups with questions, as the canvas and the page of a published version draw them. Reads no database."""

from typing import Any

from forms_app.models import Form
from forms_app.rendering.definition_sentences import CONDITION_SENTENCES, require_sentence, show_sentence
from forms_app.schema.definition import Definition
from forms_app.schema.field import Field, Group, Page
from forms_app.schema.registry import field_type

from .access import url
from .sketch import sketch_of


def outline(definition: Definition, form: Form | None) -> list[dict[str, Any]]:
    """Pages with groups with questions. `form` None: a published version, which nobody edits."""
    lines = _Lines(definition, form)
    return [lines.page(page, number) for number, page in enumerate(definition.pages)]


class _Lines:
    def __init__(self, definition: Definition, form: Form | None):
        self.definition, self.form = definition, form
        groups = [group.key for page in definition.pages for group in page.groups]
        fields = [field.key for field in definition.fields]
        self.ends = {
            "page": (definition.pages[0].key, definition.pages[-1].key),
            "group": (groups[0], groups[-1]),
            "field": (fields[0], fields[-1]),
        }

    def page(self, page: Page, number: int) -> dict[str, Any]:
        urls = {"add_url": url("add_group", self.form, page.key)} if self.form else {}
        return {
            **self._common("page", page),
            **urls,
            "title": page.title,
            "number": number + 1,
            "groups": [self.group(group) for group in page.groups],
        }

    def group(self, group: Group) -> dict[str, Any]:
        urls = {"add_url": url("choose_type", self.form, group.key)} if self.form else {}
        return {
            **self._common("group", group),
            **urls,
            "title": group.title,
            "description": group.description,
            "fields": [self.field(field) for field in group.fields],
        }

    def field(self, field: Field) -> dict[str, Any]:
        return {
            **self._common("field", field),
            "label": field.label,
            "help": field.help,
            "sketch": sketch_of(field),
            "type_label": field_type(field.type).label,
            "icon": field_type(field.type).icon,
            "required": field.required,
            "takes_answer": field_type(field.type).takes_answer,
            "require_text": require_sentence(field.require_when, self.definition) if not field.required else "",
            "logic": [
                sentence
                for name in ("disable_when", "refuse_when")
                if (sentence := CONDITION_SENTENCES[name](getattr(field, name), self.definition))
            ],
        }

    def _common(self, kind: str, item: Page | Group | Field) -> dict[str, Any]:
        first, last = self.ends[kind]
        facts = {
            "id": f"{kind}-{item.key}",
            "kind": kind,
            "key": item.key,
            "condition": show_sentence(item.show_when, self.definition),
            "is_first": item.key == first,
            "is_last": item.key == last,
        }
        if self.form is None:
            return facts
        names = ("edit", "move", "place", "duplicate", "delete")
        verbs = {f"{verb}_url": url(f"{verb}_item", self.form, kind, item.key) for verb in names}
        return {**facts, **verbs}
