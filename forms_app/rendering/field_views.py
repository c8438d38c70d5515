"""One FieldView for each question: what the templates of a form show, from the definition and what was typed."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Protocol

from django.utils import timezone
from django.utils.safestring import SafeString

from forms_app.schema.answers import Answers
from forms_app.schema.errors import FieldError
from forms_app.schema.field import Field, Group, Page
from forms_app.schema.fieldtypes.attachment import DEFAULT_MAX_FILES
from forms_app.schema.fieldtypes.repeat import Repeat, max_rows, row_label
from forms_app.schema.registry import field_type

from .paragraphs import paragraphs
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
    choices: tuple[str, ...] = ()
    """What it is chosen from; () where it is written."""
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
    settings: Mapping[str, Any] = field(default_factory=dict)
    """The options of the type, as the definition states them."""
    can_be_disabled: bool = False
    is_disabled: bool = False
    rows_of: list["RowView"] = field(default_factory=list)
    row_label: str = ""
    can_add_row: bool = False
    is_offered: bool = False
    """The value comes from the resident's profile, and is not kept yet."""
    result: str = ""
    """What a calculated question comes to, as far as it is known."""


@dataclass
class RowView:
    """One row of a repeating question. `is_new`: added just now, the cursor goes there."""

    number: int
    id: str
    fields: list[FieldView]
    is_new: bool


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
        new_row: str = "",
        offered: Collection[str] = (),
    ):
        self.new_row, self.offered = new_row, offered
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
        value = self.raw.get(question.key, {} if kind.parts else [] if kind.many or question.row_fields else "")
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
            options=self._options(question),
            can_be_disabled=question.disable_when is not None,
            is_disabled=question.key in self.answers.disabled,
            unit=kind.unit(question),
            accept=",".join(MEDIA_TYPES[group] for group in question.options.get("accept", ["image", "pdf"])),
            max_files=question.options.get("max_files", DEFAULT_MAX_FILES),
            inputmode=kind.inputmode.get("", ""),
            autocomplete=kind.autocomplete.get("", ""),
            rows=question.options.get("rows", 5),
            layout=question.options.get("layout", "radio"),
            maxlength=question.options.get("max_length"),
            settings=question.options,
            is_offered=question.key in self.offered,
        )
        if "text" in question.options:
            view.description_html = paragraphs(question.options["text"])
        if question.row_fields:
            self._add_rows(view, question)
        if kind.is_computed and question.key in self.answers.values:
            view.result = kind.display(question, self.answers.values[question.key])
        if question.type == "attachment":
            view.files = [self.files[file_id] for file_id in value if file_id in self.files]
        self._add_errors(view, question)
        view.parts = [self._part(view, question, part) for part in kind.parts_of(question)]
        return view

    def summary(self, page: Page) -> list[dict[str, str]]:
        """The error summary: each sentence with the id of its control."""
        lines = []
        for question in (f for group in page.groups for f in group.fields):
            for error in self.errors.get(question.key, []):
                anchor = self._anchor(question, error.part)
                lines.append({"anchor": anchor, "message": sentence(question, error)})
            if question.key in self.upload_errors:
                refused = self.upload_errors[question.key]
                lines.append({"anchor": f"f-{question.key}", "message": upload_sentence(question, refused)})
        return lines

    def _options(self, question: Field) -> list[dict[str, Any]]:
        options = field_type(question.type).shown_options(question)
        offered = self.answers.offered.get(question.key, frozenset(option["value"] for option in options))
        return [{**option, "is_offered": option["value"] in offered} for option in options]

    def _add_rows(self, view: FieldView, question: Field) -> None:
        typed = view.value if isinstance(view.value, list) else []
        wanted = max(len(typed), question.options.get("min_rows", 0), 1)
        rows = [row if isinstance(row, dict) else {} for row in typed] + [{}] * (wanted - len(typed))
        view.rows_of = [self._row(question, number, row) for number, row in enumerate(rows)]
        view.row_label = row_label(question)
        view.can_add_row = len(rows) < max_rows(question)

    def _row(self, question: Field, number: int, row: Mapping[str, object]) -> RowView:
        """The questions of the row as questions of their own, with `question-row-` before their keys."""
        prefix = f"{question.key}-{number}-"
        kind = field_type(question.type)
        assert isinstance(kind, Repeat)
        walk = kind.walk_row(question, row, today=timezone.localdate())
        state = Answers(
            values={},
            errors=(),
            visible=frozenset(prefix + key for key in walk.visible),
            required=frozenset(prefix + key for key in walk.required),
            disabled=frozenset(prefix + key for key in walk.disabled),
        )
        raw = {prefix + key: value for key, value in row.items()}
        errors = [in_row(error) for error in self.errors.get(question.key, []) if _is_of_row(error, number)]
        inner = FieldViewBuilder(raw, state, errors=errors)
        fields = [inner.field(replace(q, key=prefix + q.key)) for q in question.row_fields]
        row_id = f"f-{question.key}-{number}"
        return RowView(number, row_id, fields, is_new=self.new_row == f"{question.key}-{number}")

    @cached_property
    def files(self) -> dict[str, FileView]:
        return self.read_files()

    def _add_errors(self, view: FieldView, question: Field) -> None:
        of_question = [e for e in self.errors.get(question.key, []) if not (question.row_fields and e.part)]
        messages = [sentence(question, error) for error in of_question]
        if question.key in self.upload_errors:
            messages.append(upload_sentence(question, self.upload_errors[question.key]))
        view.error = messages[0] if len(messages) == 1 else " ".join(messages)
        view.error_part = next((error.part for error in of_question if error.part), "")

    def _part(self, view: FieldView, question: Field, part: str) -> PartView:
        kind = field_type(question.type)
        value = view.value.get(part, "") if isinstance(view.value, dict) else ""
        error = next((e for e in self.errors.get(question.key, []) if e.part == part), None)
        return PartView(
            name=part,
            label=kind.part_label(question, part),
            control_name=f"{question.key}-{part}",
            id=f"{view.id}-{part}",
            value=value,
            autocomplete=kind.autocomplete.get(part, ""),
            inputmode=kind.inputmode.get(part, ""),
            choices=kind.choices_of(question, part),
            error=sentence(question, error) if error else "",
        )

    def _anchor(self, question: Field, part: str | None) -> str:
        """The id of the control where it is mended; of a composite as a whole, its first."""
        if question.row_fields and part and part.count("-") == 1:
            number, _, key = part.partition("-")
            inner = next(q for q in question.row_fields if q.key == key)
            return self._anchor(replace(inner, key=f"{question.key}-{number}-{key}"), None)
        if part:
            return f"f-{question.key}-{part}"
        parts = field_type(question.type).parts_of(question)
        return f"f-{question.key}-{parts[0]}" if parts else f"f-{question.key}"


def in_row(error: FieldError) -> FieldError:
    """`household` at `1-name-family` → `household-1-name` at `family`."""
    number, key, *part = (error.part or "").split("-", 2)
    return FieldError(f"{error.field}-{number}-{key}", error.code, part[0] if part else None, error.params)


def _is_of_row(error: FieldError, number: int) -> bool:
    return (error.part or "").startswith(f"{number}-")
