"""One FieldView for each question: what the templates of a form show, from the definition and what was typed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from django.template.defaultfilters import linebreaks_filter
from django.utils.safestring import SafeString

from forms_app.schema.answers import Answers
from forms_app.schema.errors import FieldError
from forms_app.schema.field import Field, Group, Page
from forms_app.schema.fieldtypes.attachment import DEFAULT_MAX_FILES
from forms_app.schema.registry import field_type

from .sentences import sentence, upload_sentence

FileView = dict[str, str]
"""public_id, name, size_text, url"""


class UploadError(Protocol):
    code: str
    params: dict[str, Any]


MEDIA_TYPES = {"image": "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic", "pdf": "application/pdf"}


@dataclass
class PartView:
    name: str
    label: str
    control_name: str
    id: str
    value: str
    autocomplete: str
    inputmode: str
    error: str = ""


@dataclass
class FieldView:
    key: str
    type: str
    id: str
    label: str
    help: str
    example: str
    required: bool
    is_visible: bool
    conditional: bool
    value: object
    template: str
    error: str = ""
    error_part: str = ""
    options: list[dict[str, str]] = field(default_factory=list)
    parts: list[PartView] = field(default_factory=list)
    files: list[dict[str, str]] = field(default_factory=list)
    unit: str = ""
    description_html: SafeString | str = ""
    accept: str = ""
    max_files: int = 1
    inputmode: str = ""
    autocomplete: str = ""
    rows: int = 5
    layout: str = "radio"
    maxlength: int | None = None
    level: int = 3


def errors_of(answers: Answers, page: Page) -> list[FieldError]:
    keys = {f.key for group in page.groups for f in group.fields}
    return [error for error in answers.errors if error.field in keys]


class FieldViewBuilder:
    """Builds the views of one page. `read_files`: public id → file view, called only where the page has files."""

    def __init__(
        self,
        raw: Mapping[str, object],
        answers: Answers,
        *,
        errors: Sequence[FieldError] = (),
        upload_errors: Mapping[str, UploadError] | None = None,
        read_files: Callable[[], dict[str, FileView]] = dict,
    ):
        self.raw, self.answers, self.read_files = raw, answers, read_files
        self.errors: dict[str, list[FieldError]] = {}
        for error in errors:
            self.errors.setdefault(error.field, []).append(error)
        self.upload_errors = upload_errors or {}

    def group(self, group: Group) -> dict[str, object]:
        fields = [self.field(question) for question in group.fields]
        return {
            "key": group.key,
            "title": group.title,
            "description": group.description,
            "is_visible": any(view.is_visible for view in fields),
            "fields": fields,
        }

    def field(self, question: Field) -> FieldView:
        kind = field_type(question.type)
        value = self.raw.get(question.key, {} if kind.parts else [] if kind.many else "")
        view = FieldView(
            key=question.key,
            type=question.type,
            id=f"f-{question.key}",
            label=question.label,
            help=question.help,
            example=question.example,
            required=question.key in self.answers.required,
            is_visible=question.key in self.answers.visible,
            conditional=question.show_when is not None,
            value=value,
            template=f"forms_app/web/fields/{question.type}.html",
            options=[dict(option) for option in question.options.get("options", [])],
            unit=question.options.get("unit", ""),
            accept=",".join(MEDIA_TYPES[group] for group in question.options.get("accept", ["image", "pdf"])),
            max_files=question.options.get("max_files", DEFAULT_MAX_FILES),
            inputmode=kind.inputmode.get("", ""),
            autocomplete=kind.autocomplete.get("", ""),
            rows=question.options.get("rows", 5),
            layout=question.options.get("layout", "radio"),
            maxlength=question.options.get("max_length"),
        )
        if question.type == "paragraph":
            view.description_html = linebreaks_filter(question.options.get("text", ""))
        if question.type == "attachment":
            view.files = [self.files[file_id] for file_id in value if file_id in self.files]
        self._add_errors(view, question)
        view.parts = [self._part(view, question, part) for part in kind.parts]
        return view

    def summary(self, page: Page) -> list[dict[str, str]]:
        """The error summary: each sentence with the id of its control."""
        lines = []
        for question in (f for group in page.groups for f in group.fields):
            for error in self.errors.get(question.key, []):
                anchor = f"f-{question.key}-{error.part}" if error.part else self._first_control(question)
                lines.append({"anchor": anchor, "message": sentence(question, error)})
            if question.key in self.upload_errors:
                refused = self.upload_errors[question.key]
                lines.append({"anchor": f"f-{question.key}", "message": upload_sentence(question, refused)})
        return lines

    @cached_property
    def files(self) -> dict[str, FileView]:
        return self.read_files()

    def _add_errors(self, view: FieldView, question: Field) -> None:
        messages = [sentence(question, error) for error in self.errors.get(question.key, [])]
        if question.key in self.upload_errors:
            messages.append(upload_sentence(question, self.upload_errors[question.key]))
        view.error = " ".join(messages)
        view.error_part = next((error.part for error in self.errors.get(question.key, []) if error.part), "")

    def _part(self, view: FieldView, question: Field, part: str) -> PartView:
        kind = field_type(question.type)
        value = view.value.get(part, "") if isinstance(view.value, dict) else ""
        error = next((e for e in self.errors.get(question.key, []) if e.part == part), None)
        return PartView(
            name=part,
            label=kind.part_labels.get(part, part),
            control_name=f"{question.key}-{part}",
            id=f"{view.id}-{part}",
            value=value,
            autocomplete=kind.autocomplete.get(part, ""),
            inputmode=kind.inputmode.get(part, ""),
            error=sentence(question, error) if error else "",
        )

    def _first_control(self, question: Field) -> str:
        parts = field_type(question.type).parts
        return f"f-{question.key}-{parts[0]}" if parts else f"f-{question.key}"
